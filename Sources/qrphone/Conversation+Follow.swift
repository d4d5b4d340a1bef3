import StrictJSON

extension Conversation {
    /// Seconds one status call may be held.
    private static let wait: Int64 = 25
    /// Calls in a row that may fail before the phone gives up: a broker that is started anew is
    /// back within seconds.
    private static let patience = 10
    /// Seconds after which no login can be open any more (600 in all, and some to hear of it).
    private static let limit = Duration.seconds(660)

    /// Waits until the login is over, through restarts of the broker. A face check that is opened
    /// meanwhile, after one elsewhere has failed, is the person's business again.
    mutating func follow(
        _ scanned: Scanned, by person: any Person
    ) async throws(PhoneFailure) {
        let clock = ContinuousClock()
        let deadline = clock.now + Self.limit
        var failures = 0
        while report.standing?.isOver != true {
            guard clock.now < deadline else { throw .network("no end after \(Self.limit)") }
            let asked = clock.now
            let (news, retryAfter) = try await nextNews(of: scanned, &failures)
            if let news {
                try await take(news, of: scanned, by: person)
                continue
            }
            // A broker that answers at once again and again must not be asked in a loop.
            let isQuick = clock.now - asked < .seconds(1)
            try await sleep(retryAfter ?? (isQuick ? 1 : nil))
        }
    }

    /// Asks once.
    ///
    /// - Parameter failures: in a row so far.
    /// - Returns: how the login stands when that is new, and otherwise the seconds to stay away.
    private mutating func nextNews(
        of scanned: Scanned, _ failures: inout Int
    ) async throws(PhoneFailure) -> (Standing?, Int?) {
        do {
            let answer = try await status(of: scanned)
            let news = answer.status == 204 ? nil : try Standing(answer.body)
            failures = 0
            return (news, answer.retryAfter)
        } catch {
            failures += 1
            guard failures < Self.patience, let seconds = Self.pause(after: error) else {
                note(error)
                throw error
            }
            return (nil, seconds)
        }
    }

    private mutating func take(
        _ standing: Standing, of scanned: Scanned, by person: any Person
    ) async throws(PhoneFailure) {
        noteAndShow(standing)
        var open = standing.face
        if open == nil, standing.status == "face_checking", let visit {
            open = try await outcome(of: visit, scanned)
        }
        guard let check = open, !checksSeen.contains(check.id) else { return }
        try await goThrough(check, of: scanned, by: person)
    }

    private func status(of scanned: Scanned) async throws(PhoneFailure) -> Answer {
        let version = report.standing?.version ?? 0
        let statement = try signer.statement(.status, ["sid": .string(scanned.sessionID)])
        return try await client.send(
            .status, statement, query: "?after=\(version)&wait=\(Self.wait)", wait: Self.wait)
    }

    /// Seconds to wait after a failure that may pass by itself; `nil` when it will not.
    static func pause(after failure: PhoneFailure) -> Int? {
        switch failure {
        case .network: 1
        case .refused(let problem) where [429, 503].contains(problem.status):
            min(problem.retryAfter ?? 1, 30)
        default: nil
        }
    }

    private func sleep(_ seconds: Int?) async throws(PhoneFailure) {
        guard let seconds else { return }
        do {
            try await Task.sleep(for: .seconds(min(max(seconds, 0), 30)))
        } catch {
            throw .inputEnded
        }
    }
}
