package import LoginFlow

/// Everything that is switched off, at one moment.
package struct Switches: Sendable, Equatable {
    /// Higher after every switching, by this process or another.
    let version: Int64
    private let off: [Switchable: SwitchedOff]

    static let none = Switches(version: -1, [])

    init(version: Int64, _ list: [SwitchedOff]) {
        self.version = version
        off = Dictionary(list.map { ($0.what, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Oldest first.
    package var list: [SwitchedOff] { off.values.sorted { $0.since < $1.since } }

    package var isEmpty: Bool { off.isEmpty }

    package func isOff(_ what: Switchable) -> Bool { off[what] != nil }

    /// Wallets that the configuration no longer has are among them.
    package var isAnyWalletOff: Bool {
        off.keys.contains { if case .wallet = $0 { true } else { false } }
    }

    /// Whether login sessions end by any of it. What a key has signed before stays good.
    var endsLogins: Bool {
        off.keys.contains { what in
            switch what {
            case .portal, .wallet: true
            case .walletKey: false
            }
        }
    }

    /// Whether nothing may come of a login session any more: its portal is off, or the wallet that
    /// has claimed it, or every wallet that could.
    package func stops(_ session: LoginSession) -> Bool {
        if isEmpty || session.state.status.isTerminal { return false }
        let wallets = session.claim.map { [$0.wallet] } ?? session.request.wallets
        return isOff(.portal(session.request.clientID))
            || (!wallets.isEmpty && wallets.allSatisfy { isOff(.wallet($0)) })
    }
}
