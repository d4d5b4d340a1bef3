/// What to do about faces, said beforehand.
struct FaceScript: Equatable {
    /// The step for every check; `nil` takes what the check allows.
    var step: FaceStep?
    /// Results that are sent as long as tries are open; `nil` is "as many as there are" for a
    /// result that fails, and one for anything else.
    var times: Int?
    /// Pictures to send where a check takes them.
    var photos: [Photo] = []
    /// Whether to prefer a page elsewhere to anything else.
    var prefersVisit = false

    init() {}

    /// - Parameter text: `pass`, `fail`, `fail:<reason>`, `error`, `timeout` or `skip`.
    init?(_ text: String, times: Int? = nil) {
        self.times = times
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("pass", 1): step = .send(.pass)
        case ("fail", 1): step = .send(.fail(reason: "mismatch"))
        case ("fail", 2): step = .send(.fail(reason: parts[1]))
        case ("error", 1): step = .send(.error)
        case ("timeout", 1), ("skip", 1): step = .leave
        default: return nil
        }
    }

    /// What happens to an open check.
    ///
    /// - Throws: `.noPhotos` when there is no way to do it without pictures.
    func step(for check: FaceCheck, previous: [FaceStep]) throws(PhoneFailure) -> FaceStep {
        // Begun: the rest happens on the page elsewhere.
        if check.url != nil { return .leave }
        let step = if let said = self.step { said } else { try usualStep(for: check) }
        return previous.count < maximum(step) ? step : .leave
    }

    private func usualStep(for check: FaceCheck) throws(PhoneFailure) -> FaceStep {
        if prefersVisit, check.allows(.visit) { return .visit }
        if !photos.isEmpty, check.allows(.capture) { return .capture(photos) }
        if check.allows(.result) { return .send(.pass) }
        if check.allows(.visit) { return .visit }
        if check.allows(.capture) { throw .noPhotos }
        return .send(.pass)
    }

    /// An error costs no try, so one without a count must not go on for ever.
    private func maximum(_ step: FaceStep) -> Int {
        switch step {
        case .send(.fail): times ?? .max
        case .send(.pass), .send(.error), .capture, .visit: times ?? 1
        case .leave, .deny: .max
        }
    }
}
