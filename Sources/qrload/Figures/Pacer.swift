import NIOCore

/// Begins things at the moments of a schedule, on one event loop.
final class Pacer {
    private let loop: any EventLoop
    private let schedule: ArrivalSchedule
    private let limit: Int
    private let begin: (Int, NIODeadline) -> Void
    private let finished: () -> Void
    private var next = 0
    private var start = NIODeadline.now()
    private var isStopped = false

    /// - Parameters:
    ///   - limit: how many at most.
    ///   - begin: the number of the one that is to begin, and when it should have.
    ///   - finished: none comes any more.
    init(
        loop: any EventLoop, schedule: ArrivalSchedule, limit: Int = .max,
        begin: @escaping (Int, NIODeadline) -> Void, finished: @escaping () -> Void
    ) {
        self.loop = loop
        self.schedule = schedule
        self.limit = limit
        self.begin = begin
        self.finished = finished
    }

    func run(from start: NIODeadline = .now()) {
        self.start = start
        beginDue()
    }

    func stop() { isStopped = true }

    private func beginDue() {
        let now = NIODeadline.now()
        while !isStopped, next < limit, let moment = schedule.moment(of: next) {
            let due = start + moment
            guard due <= now else { return wait(until: due) }
            next += 1
            begin(next - 1, due)
        }
        finished()
    }

    private func wait(until due: NIODeadline) {
        loop.assumeIsolated().scheduleTask(deadline: due) { self.beginDue() }
    }
}
