extension PersonAtTerminal {
    func face(_ check: FaceCheck, previous: [FaceStep]) throws(PhoneFailure) -> FaceStep {
        // Begun: the rest happens on the page elsewhere.
        if check.url != nil { return .leave }
        switch try key(for: check) {
        case .pass: return .send(.pass)
        case .fail: return .send(.fail(reason: "mismatch"))
        case .error: return .send(.error)
        case .capture:
            // Pictures that have failed once are taken anew.
            let isFirst = !previous.contains { if case .capture = $0 { true } else { false } }
            return isFirst && !photos.isEmpty ? .capture(photos) : try newCapture()
        case .visit: return .visit
        case .skip: return .leave
        case .no: return .deny(.changedMind)
        case .notMe: return .deny(.notMe)
        }
    }

    private func key(for check: FaceCheck) throws(PhoneFailure) -> FaceKey {
        let keys = FaceKey.keys(for: check)
        let words = keys.map { $0.rawValue + ": " + $0.text(in: language) }
        let detail = "\(check.triesLeft); " + words.joined(separator: ", ")
        return try answered(no: { $0 == .notMe ? FaceKey.notMe : .no }) {
            () throws(Interview.Stop) in
            let key = try interview.choice(.face, among: keys.map(\.rawValue), showing: detail)
            return FaceKey(rawValue: key) ?? .skip
        }
    }

    /// Asks for files until all of them can be read.
    private func newCapture() throws(PhoneFailure) -> FaceStep {
        var complaints: [String] = []
        while true {
            let named = try answered(no: { Named.no($0) }) { () throws(Interview.Stop) in
                .files(try interview.line(.photos, under: complaints))
            }
            switch named {
            case .no(let reason): return .deny(reason)
            case .files(let line):
                do {
                    return .capture(try Photo.named(line))
                } catch {
                    complaints = [error.message(in: language)]
                }
            }
        }
    }

    private enum Named {
        case files(String)
        case no(DenyReason)
    }
}
