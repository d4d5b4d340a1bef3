import NIOConcurrencyHelpers

/// What is switched off as far as this process knows, so that asking costs no read.
///
/// It hears of a switching by another process in two ways: inside the first write after it, before
/// anything of that write is decided, and for reads from a loop of the server.
package final class SwitchBoard: Sendable {
    private let state = NIOLockedValueBox(Switches.none)

    package var switches: Switches { state.withLockedValue { $0 } }

    package func isOff(_ what: Switchable) -> Bool {
        state.withLockedValue { $0.isOff(what) }
    }

    /// Takes what was read, unless something younger is known.
    func take(_ switches: Switches) {
        state.withLockedValue { if $0.version < switches.version { $0 = switches } }
    }
}
