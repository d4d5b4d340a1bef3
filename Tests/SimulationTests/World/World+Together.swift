import Broker
import NIOConcurrencyHelpers
import SessionStore

/// Requests that meet: all of them stand in the store's queue before any is written, and one commit
/// takes them all.
extension World {
    func together(_ calls: [Call]) async throws {
        probes.hit("together")
        let (store, broker) = (store, broker)
        clock.holdWrites()
        let holder = Task { try? await store.probe() }
        try await until("a held write") { clock.isHoldingWrite }
        var runners: [Runner] = []
        for call in calls {
            let queued = store.queuedWrites
            let runner = Runner(call, broker)
            try await until("\(call.name) in the queue") {
                store.queuedWrites > queued || runner.outcome != nil
            }
            runners.append(runner)
        }
        trace.note("\(time) together: \(calls.map(\.name).joined(separator: ", "))")
        clock.releaseWrites()
        await holder.value
        for runner in runners { await runner.ended() }
        step.calls += calls
        for call in calls { probes.hit("call \(call.kind.rawValue)") }
        if disk.isDead { return try await crash(in: calls) }
        for (call, runner) in zip(calls, runners) {
            if let outcome = runner.outcome { hear(call, outcome) }
        }
        try await settle()
    }
}

/// One request under way.
private final class Runner: Sendable {
    private let box: NIOLockedValueBox<Outcome?>
    private let task: Task<Void, Never>

    init(_ call: Call, _ broker: Broker) {
        let box = NIOLockedValueBox<Outcome?>(nil)
        self.box = box
        task = Task {
            let outcome = await World.outcome(of: call.run, broker)
            box.withLockedValue { $0 = outcome }
        }
    }

    var outcome: Outcome? { box.withLockedValue { $0 } }
    func ended() async { await task.value }
}
