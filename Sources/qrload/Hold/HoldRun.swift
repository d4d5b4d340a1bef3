import NIOCore

/// Holds many polls at one server, and wakes some of them.
///
/// Lives on one event loop; each of its steps gives a future for whoever leads through them.
final class HoldRun {
    let loop: any EventLoop
    let polls: [HeldPoll]
    let patience: TimeAmount
    private let connector: Connector
    private let publishers: ConnectionPool
    private let publisherCount: Int
    private(set) var established = 0
    /// Polls that ended though nobody woke them, or never came about, by kind.
    private(set) var losses: [String: Int] = [:]
    private var figures = WakeFigures()
    private var open = 0
    private var next = 0

    init(
        loop: any EventLoop, endpoint: Endpoint, publishTo: Endpoint, targets: [HoldTarget],
        publishers: Int, patience: TimeAmount
    ) throws {
        self.loop = loop
        self.patience = patience
        connector = try Connector(loop: loop, endpoint: endpoint)
        self.publishers = ConnectionPool(
            connector: try Connector(loop: loop, endpoint: publishTo))
        publisherCount = publishers
        polls = targets.map(HeldPoll.init)
    }

    // MARK: Establishing

    /// Opens a connection for each poll and sends it, at this rate.
    func establish(rate: Double) -> EventLoopFuture<Void> {
        let done = loop.makePromise(of: Void.self)
        open = polls.count
        guard open > 0 else {
            done.succeed()
            return done.futureResult
        }
        let pacer = Pacer(
            loop: loop, schedule: ArrivalSchedule(rate: rate), limit: polls.count,
            begin: { number, _ in
                self.hold(self.polls[number]) {
                    self.open -= 1
                    if self.open == 0 { done.succeed() }
                }
            }, finished: {})
        pacer.run()
        return done.futureResult
    }

    private func hold(_ poll: HeldPoll, then: @escaping () -> Void) {
        poll.state = .connecting
        connector.connect { result in
            switch result {
            case .failure(let failure):
                self.lose(poll, failure.kind)
            case .success(let connection):
                poll.state = .held
                self.established += 1
                self.ask(poll, on: connection)
            }
            then()
        }
    }

    /// One hour: how long a poll is held is the server's affair.
    private static let holdPatience = TimeAmount.hours(1)

    private func ask(_ poll: HeldPoll, on connection: Connection) {
        connection.send(
            Call(request: poll.target.poll, patience: Self.holdPatience) { outcome in
                self.answered(poll, on: connection, outcome)
            })
    }

    private func answered(_ poll: HeldPoll, on connection: Connection, _ outcome: CallOutcome) {
        switch (outcome.result, poll.state) {
        case (.success(let answer), .held) where [204, 304].contains(answer.status),
            (.success(let answer), .waking) where [204, 304].contains(answer.status):
            // Held for as long as the server holds; the page asks again.
            if connection.isOpen { ask(poll, on: connection) } else { lose(poll, "ended early") }
        case (.success(let answer), .waking) where answer.isSuccess:
            poll.answeredAt = outcome.firstByteAt
            finishWake(of: poll)
        case (.success(let answer), _): lose(poll, "HTTP \(answer.status)")
        case (.failure(let failure), _): lose(poll, failure.kind)
        }
    }

    private func lose(_ poll: HeldPoll, _ kind: String) {
        switch poll.state {
        case .answered, .lost: return
        case .waking:
            figures.lost += 1
            figures.count(kind)
            poll.state = .lost
            settle()
        case .idle, .connecting, .held:
            losses[kind, default: 0] += 1
            poll.state = .lost
        }
    }

    // MARK: Waking

    private var done: EventLoopPromise<Void>?

    /// Wakes this many polls at an even rate, whatever the server does.
    func wake(_ count: Int, rate: Double) -> EventLoopFuture<Void> {
        guard let promise = begin(count) else { return loop.makeSucceededVoidFuture() }
        let pacer = Pacer(
            loop: loop, schedule: ArrivalSchedule(rate: rate), limit: count,
            begin: { _, _ in self.wakeNext {} }, finished: {})
        pacer.run()
        return promise.futureResult
    }

    /// Wakes this many polls as fast as the publishing connections take them.
    func burst(_ count: Int) -> EventLoopFuture<Void> {
        guard let promise = begin(count) else { return loop.makeSucceededVoidFuture() }
        var left = count
        func again() {
            guard left > 0 else { return }
            left -= 1
            wakeNext(again)
        }
        for _ in 0..<min(publisherCount, count) { again() }
        return promise.futureResult
    }

    private func begin(_ count: Int) -> EventLoopPromise<Void>? {
        figures = WakeFigures()
        open = count
        done = count > 0 ? loop.makePromise() : nil
        return done
    }

    private func wakeNext(_ then: @escaping () -> Void) {
        while next < polls.count, !polls[next].isHeld { next += 1 }
        guard next < polls.count else {
            figures.lost += 1
            figures.count("none left to wake")
            settle()
            return then()
        }
        let poll = polls[next]
        next += 1
        publishers.take { result in
            guard case .success(let connection) = result else {
                poll.state = .waking(sentAt: .now())
                self.lose(poll, "waking: no connection")
                return then()
            }
            self.wake(poll, on: connection, then)
        }
    }

    private func wake(_ poll: HeldPoll, on connection: Connection, _ then: @escaping () -> Void) {
        let sentAt = NIODeadline.now()
        poll.state = .waking(sentAt: sentAt)
        figures.startedAt = figures.startedAt ?? sentAt
        giveUpLater(poll)
        connection.send(
            Call(request: poll.target.wake, patience: patience) { outcome in
                self.publishers.give(connection)
                switch outcome.result {
                case .success(let answer) where answer.isSuccess:
                    poll.wakeAnsweredAt = outcome.firstByteAt
                    self.figures.calls.record(outcome.firstByteAt - sentAt)
                    self.finishWake(of: poll)
                case .success(let answer): self.lose(poll, "waking: HTTP \(answer.status)")
                case .failure(let failure): self.lose(poll, "waking: \(failure.kind)")
                }
                then()
            })
    }

    private func giveUpLater(_ poll: HeldPoll) {
        loop.assumeIsolated().scheduleTask(in: patience) { self.lose(poll, "no answer in time") }
    }

    /// Both answers are there: the one to the waking call, and the page's.
    private func finishWake(of poll: HeldPoll) {
        guard case .waking(let sentAt) = poll.state, let answeredAt = poll.answeredAt,
            let wakeAnsweredAt = poll.wakeAnsweredAt
        else { return }
        poll.state = .answered
        figures.fromSending.record(answeredAt - sentAt)
        figures.fromAnswer.record(answeredAt - wakeAnsweredAt)
        figures.woken += 1
        figures.lastAt = max(answeredAt, figures.lastAt ?? answeredAt)
        settle()
    }

    private func settle() {
        open -= 1
        if open == 0 {
            done?.succeed()
            done = nil
        }
    }

    // MARK: Afterwards

    /// What came of the waking that has just ended.
    var summary: WakeSummary { figures.summary }

    var heldNow: Int { polls.count { $0.isHeld } }

    func close() {
        connector.close()
    }
}
