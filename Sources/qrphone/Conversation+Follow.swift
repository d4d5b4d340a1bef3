import StrictJSON

extension Conversation {
    /// Seconds one status call may be held.
    private static let wait: Int64 = 25
    /// Calls in a row that may fail before the phone gives up: a broker that is started anew is
    /// back within seconds.
    private static let patience = 10
    /// Seconds after which no login can be open any more (600 in all, and some to hear of it).
    private static let limit = Duration.seconds(660)

    /// Waits until the login is over, through restarts of the broker.
    mutating func follow(_ scanned: Scanned) async throws(PhoneFailure) {
        let clock = ContinuousClock()
        let deadline = clock.now + Self.limit
        var failures = 0
        while report.standing?.isOver != true {
            guard clock.now < deadline else { throw .network("no end after \(Self.limit)") }
            let asked = clock.now
            var pause: Int?
            do {
                let answer = try await status(of: scanned)
                failures = 0
                pause = answer.retryAfter
                if answer.status != 204 {
                    noteAndShow(try Standing(answer.body))
                    continue
                }
            } catch {
                failures += 1
                guard failures < Self.patience, let seconds = Self.pause(after: error)
                else {
                    note(error)
                    throw error
                }
                pause = seconds
            }
            // A broker that answers at once again and again must not be asked in a loop.
            if pause == nil, clock.now - asked < .seconds(1) { pause = 1 }
            try await sleep(pause)
        }
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
