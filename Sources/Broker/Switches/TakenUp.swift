import SessionStore
import WaitingRoom

/// What of the switches has taken effect.
struct TakenUp: Sendable {
    /// `nil` before the first look.
    var switches: Switches?
    /// Why logins could not be ended the last time.
    var failure: (reason: StoreFailure, retryAt: WaitingInstant)?

    /// Milliseconds until it is tried again. Finding the logins that end reads all that live: a store
    /// that cannot keep up, or has no disk to write to, must not be asked for that with every look.
    static let pause: Int64 = 2_000
}
