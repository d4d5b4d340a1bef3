import NIOCore

/// One poll that is held, until it is answered.
final class HeldPoll {
    enum State {
        case idle, connecting, held
        /// Its waking was sent then; nothing has come yet.
        case waking(sentAt: NIODeadline)
        case answered, lost
    }

    let target: HoldTarget
    var state = State.idle
    /// When the answer to the waking call came, and when the poll's own did.
    var wakeAnsweredAt: NIODeadline?
    var answeredAt: NIODeadline?

    init(_ target: HoldTarget) { self.target = target }

    var isHeld: Bool {
        if case .held = state { true } else { false }
    }
}
