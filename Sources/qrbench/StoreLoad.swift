import Foundation
import LoginFlow
import NIOConcurrencyHelpers
import Secrets
import SessionStore
import StrictJSON

/// Many logins at one store at once, until the time is over.
struct StoreLoad: Sendable {
    private let store: SessionStore
    private let commits: NIOLockedValueBox<Int>
    /// Lets in one where each write has a transaction of its own: no two can share a commit.
    private let gate: Gate?

    init(path: String, isOneByOne: Bool) throws {
        let commits = NIOLockedValueBox(0)
        self.commits = commits
        gate = isOneByOne ? Gate() : nil
        store = try SessionStore(
            path: path, keyCheck: Sample.keys.checkValue,
            clock: { Moment(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000)) },
            afterCommit: { _ in commits.withLockedValue { $0 += 1 } })
    }

    /// What one of the parallel ones has done.
    private struct Work: Sendable {
        var transitions = 0
        /// How long each write took until it was durable, in nanoseconds.
        var nanoseconds: [Int] = []

        static func + (one: Work, other: Work) -> Work {
            Work(
                transitions: one.transitions + other.transitions,
                nanoseconds: one.nanoseconds + other.nanoseconds)
        }
    }

    func run(inFlight: Int, for duration: Duration) async throws -> JSONObject {
        let clock = ContinuousClock()
        let (began, usedBefore) = (clock.now, Self.processorSeconds())
        let end = began + duration
        let done = try await withThrowingTaskGroup(of: Work.self) { group in
            for lane in 0..<inFlight {
                group.addTask { try await work(lane: lane, until: end, clock) }
            }
            return try await group.reduce(Work()) { $0 + $1 }
        }
        let seconds = (clock.now - began) / .seconds(1)
        let used = Self.processorSeconds() - usedBefore
        try store.close()
        return figures(of: done, inFlight, seconds: seconds, processorSeconds: used)
    }

    private func work(
        lane: Int, until end: ContinuousClock.Instant, _ clock: ContinuousClock
    ) async throws -> Work {
        var (work, count) = (Work(), 0)
        while true {
            let login = StoreLogin(number: lane << 32 | count)
            for step in StoreLogin.Step.allCases {
                let began = clock.now
                if began >= end { return work }
                try await take(step, of: login)
                work.nanoseconds.append(Int((clock.now - began) / .nanoseconds(1)))
                work.transitions += step.transitions
            }
            count += 1
        }
    }

    private func take(_ step: StoreLogin.Step, of login: StoreLogin) async throws {
        await gate?.enter()
        do {
            try await login.take(step, in: store)
        } catch {
            // The others would wait for the place for ever, and the whole run for them.
            await gate?.leave()
            throw error
        }
        await gate?.leave()
    }

    private func figures(
        of work: Work, _ inFlight: Int, seconds: Double, processorSeconds: Double
    ) -> JSONObject {
        let writes = work.nanoseconds.count
        let ordered = work.nanoseconds.sorted()
        // Of no write at all, which a very short run comes to, there is no figure.
        let milliseconds: (Double) -> JSONValue = { share in
            guard let last = ordered.indices.last else { return .null }
            return .double(Double(ordered[min(last, Int(Double(writes) * share))]) / 1e6)
        }
        return [
            "mode": .string(gate == nil ? "grouped" : "one by one"),
            "in_flight": .integer(Int64(inFlight)), "seconds": .double(seconds),
            "writes": .integer(Int64(writes)), "transitions": .integer(Int64(work.transitions)),
            "commits": .integer(Int64(commits.withLockedValue { $0 })),
            "transitions_per_second": .double(Double(work.transitions) / seconds),
            "cpu_us_per_transition": .double(
                processorSeconds / Double(max(1, work.transitions)) * 1e6),
            "write_ms": ["p50": milliseconds(0.5), "p99": milliseconds(0.99)],
        ]
    }

    /// Time this process has had on processors.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
