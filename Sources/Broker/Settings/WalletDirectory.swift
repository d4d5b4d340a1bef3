import LoginFlow
import SessionStore
import Tokens

/// The wallets by id, without those that are switched off.
package struct WalletDirectory: Sendable {
    private let settings: BrokerSettings
    private let board: SwitchBoard

    init(_ settings: BrokerSettings, _ board: SwitchBoard) {
        self.settings = settings
        self.board = board
    }

    /// - Returns: `nil` for one that is switched off, as for one that never was.
    subscript(id: String) -> Wallet? { isOff(id) ? nil : settings.wallet(id) }

    /// In the order of the configuration.
    var all: [Wallet] { settings.wallets.filter { !isOff($0.id) } }

    func isOff(_ id: String) -> Bool { board.isOff(.wallet(id)) }

    /// Whether a key that a wallet has is switched off.
    func isOff(key kid: String, of wallet: String) -> Bool {
        board.isOff(.walletKey(wallet: wallet, kid: kid))
            && settings.wallet(wallet)?.keys[kid] != nil
    }
}
