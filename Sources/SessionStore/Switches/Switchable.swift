package import LoginFlow

/// What an operator can switch off while the broker runs, and on again. Devices have a way of their
/// own, which is final.
package enum Switchable: Sendable, Hashable {
    case portal(String)
    case wallet(String)
    /// One key of a wallet's own, by its name in the configuration.
    case walletKey(wallet: String, kid: String)
}

/// Something that is switched off.
package struct SwitchedOff: Sendable, Equatable {
    package let what: Switchable
    package let since: Moment
    /// The operator's own words.
    package let reason: String?

    package init(what: Switchable, since: Moment, reason: String?) {
        self.what = what
        self.since = since
        self.reason = reason
    }
}
