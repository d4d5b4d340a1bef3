import Broker
import LoginFlow
import NIOConcurrencyHelpers
import WaitingRoom

/// A page whose poll is held.
struct ParkedPage {
    let number: Int
    let login: Login
    let wait: PageWait
}

/// The bells of held polls that have rung, in order.
final class Bells: Sendable {
    struct Rung: Sendable {
        let number: Int
        let outcome: WaitingRoom.Outcome
        /// Whether what rang it had been flushed.
        let wasFlushed: Bool
    }

    private let rung = NIOLockedValueBox<[Rung]>([])

    func ring(_ one: Rung) { rung.withLockedValue { $0.append(one) } }

    var count: Int { rung.withLockedValue { $0.count } }

    func take() -> [Rung] {
        rung.withLockedValue { rung in
            defer { rung = [] }
            return rung
        }
    }

    func forget() { _ = take() }
}

/// A phone that waits, by a task of its own as in a server.
final class PhoneWait: Sendable {
    let call: Call
    let seen: Int64
    private let outcome = NIOLockedValueBox<Outcome?>(nil)
    private let task: NIOLockedValueBox<Task<Void, Never>?> = .init(nil)

    init(_ call: Call, after seen: Int64, _ broker: Broker) {
        self.call = call
        self.seen = seen
        let (outcome, run) = (outcome, call.run)
        let task = Task {
            let result: Outcome
            do throws(BrokerRefusal) { result = .success(try await run(broker)) } catch {
                result = .failure(error)
            }
            outcome.withLockedValue { $0 = result }
        }
        self.task.withLockedValue { $0 = task }
    }

    var result: Outcome? { outcome.withLockedValue { $0 } }

    func ended() async { await task.withLockedValue { $0 }?.value }
}
