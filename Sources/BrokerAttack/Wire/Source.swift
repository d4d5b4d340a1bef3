/// Whose address a call comes from.
struct Source: Sendable, Equatable {
    /// The address of this machine that the connection is made from.
    var address: String?
    /// The address that `X-Forwarded-For` names, where this machine is a trusted proxy.
    var forwarded: String?

    static let own = Source()
}

/// The addresses that the attackers have.
struct Sources: Sendable {
    enum Kind: Sendable {
        /// Addresses of 127.0.0.0/8.
        case loopback
        /// Addresses that a trusted proxy names, from the network for such tests (RFC 2544).
        case forwarded
        /// The one this machine has.
        case one
    }

    let kind: Kind
    /// Differs from run to run, so that what one has used up is there for the next.
    let run: Int

    /// How many different addresses there are.
    var count: Int { kind == .one ? 1 : 60_000 }

    /// The address of this number, the same at each call.
    subscript(number: Int) -> Source {
        let (high, low) = (number / 250 % 250, 1 + number % 250)
        return switch kind {
        case .loopback: Source(address: "127.\(1 + run % 250).\(high).\(low)")
        case .forwarded: Source(forwarded: "198.\(18 + run % 2).\(high).\(low)")
        case .one: .own
        }
    }
}
