import Broker
import Dispatch
import LoginFlow
import NIOConcurrencyHelpers
import WaitingRoom

/// Both clocks of a broker, moved by hand, and the two places at which something may come between
/// reading them and acting on it.
final class VirtualClock: Sendable {
    private struct State {
        /// Milliseconds since 1970.
        var wall: Int64
        /// Milliseconds since the process started.
        var waiting: Int64 = 0
        /// What writes were told since the last step.
        var told: Set<Int64> = []
        var reads = 0
        /// What the clock showed after it has moved right before a write.
        var driftedTo: Int64?
        var drift: (read: Int, milliseconds: Int64)?
        var interruption: (@Sendable () -> Void)?
        /// Holds the next write until it is signalled.
        var gate: DispatchSemaphore?
        var isHolding = false
    }

    /// When every simulation begins.
    static let start = Moment(seconds: 1_000_000_000)

    private let state = NIOLockedValueBox(State(wall: start.milliseconds))

    var wall: Moment { Moment(milliseconds: state.withLockedValue { $0.wall }) }
    var waiting: WaitingInstant {
        WaitingInstant(milliseconds: state.withLockedValue { $0.waiting })
    }

    /// As the broker reads it.
    var broker: BrokerClock { BrokerClock(now: { self.read() }, waiting: { self.waiting }) }

    // MARK: What tests arrange

    /// Time passes on both clocks.
    func pass(_ milliseconds: Int64) {
        state.withLockedValue {
            $0.wall += milliseconds
            $0.waiting += milliseconds
        }
    }

    /// The wall clock is corrected; nobody has waited longer by that.
    func correct(by milliseconds: Int64) { state.withLockedValue { $0.wall += milliseconds } }

    /// Another process counts its waiting from another start.
    func restart() { state.withLockedValue { $0.waiting = $0.waiting % 7_919 } }

    /// Lets time pass right before the n-th time a write of this step reads the clock, from 1.
    func driftInWrite(read: Int, by milliseconds: Int64) {
        state.withLockedValue { $0.drift = (read, milliseconds) }
    }

    /// Does something when the broker, outside of a write, next reads the wall clock.
    func interrupt(_ body: (@Sendable () -> Void)?) {
        state.withLockedValue { $0.interruption = body }
    }

    /// Holds the store's one writer when it next reads the clock, so that others queue behind it.
    func holdWrites() { state.withLockedValue { $0.gate = DispatchSemaphore(value: 0) } }

    var isHoldingWrite: Bool { state.withLockedValue { $0.isHolding } }

    func releaseWrites() {
        let gate = state.withLockedValue { state in
            defer { (state.gate, state.isHolding) = (nil, false) }
            return state.gate
        }
        gate?.signal()
    }

    /// Forgets what was arranged and told.
    func beginStep() {
        state.withLockedValue {
            ($0.drift, $0.driftedTo, $0.interruption) = (nil, nil, nil)
            ($0.reads, $0.told) = (0, [])
        }
    }

    /// Every time that a write of this step was told.
    var toldToWrites: Set<Int64> { state.withLockedValue { $0.told } }

    /// What a write of this step that read the clock in time must have been told at least.
    var driftedTo: Int64? { state.withLockedValue { $0.driftedTo } }

    // MARK: What the broker asks

    private func read() -> Moment {
        let (moment, interruption) = state.withLockedValue { state in
            defer { state.interruption = nil }
            return (Moment(milliseconds: state.wall), state.interruption)
        }
        interruption?()
        return moment
    }

    /// As a write reads it.
    @Sendable func readInWrite() -> Moment {
        waitAtGate()
        return moveInWrite()
    }

    private func waitAtGate() {
        let gate = state.withLockedValue { state in
            let gate = state.isHolding ? nil : state.gate
            if gate != nil { state.isHolding = true }
            return gate
        }
        gate?.wait()
    }

    private func moveInWrite() -> Moment {
        state.withLockedValue { state in
            state.reads += 1
            if let drift = state.drift, state.reads == drift.read {
                state.wall += drift.milliseconds
                state.waiting += drift.milliseconds
                (state.drift, state.driftedTo) = (nil, state.wall)
            }
            state.told.insert(state.wall)
            return Moment(milliseconds: state.wall)
        }
    }
}
