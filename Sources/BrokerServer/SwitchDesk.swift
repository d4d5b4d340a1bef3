import Broker
import Secrets
package import SessionStore
import Tokens

/// What an operator switches off and on. It works on the database of a running broker, which takes the
/// changes up within a second.
package struct SwitchDesk: Desk {
    /// What was named is not there.
    package enum Unknown: Error, Equatable {
        case portal(known: [String])
        case wallet(known: [String])
        case key(known: [String])
    }

    /// Longest reason, in bytes: a line for whoever looks later.
    package static let reasonLimit = 200

    private let settings: BrokerSettings
    private let store: SessionStore

    package init(_ configuration: ServerConfiguration) throws {
        settings = configuration.broker
        let clock = BrokerClock.system
        let keys = try SigningKeyFile.open(configuration, now: clock.now())
        store = try BrokerServer.openStore(configuration, keys.ring, clock) { _ in }
    }

    /// - Returns: whether it was on before.
    /// - Throws: ``Unknown``, or what the store failed by.
    package func switchOff(_ what: Switchable, reason: String?) async throws -> Bool {
        try await requireKnown(what)
        return try await store.switchOff(what, reason: reason)
    }

    /// What is off can be switched on when the configuration has forgotten it, too.
    ///
    /// - Returns: whether it was off before.
    /// - Throws: ``Unknown``, or what the store failed by.
    package func switchOn(_ what: Switchable) async throws -> Bool {
        if try await store.switchOn(what) { return true }
        try await requireKnown(what)
        return false
    }

    /// Oldest first.
    package func list() async throws(StoreFailure) -> [SwitchedOff] {
        try await store.refreshSwitches().list
    }

    private func requireKnown(_ what: Switchable) async throws {
        switch what {
        case .portal(let id):
            if settings.relyingParties[id] != nil { return }
            let registered = try await store.registeredClients().map(\.id)
            if registered.contains(id) { return }
            throw Unknown.portal(known: settings.relyingParties.keys.sorted() + registered)
        case .wallet(let id): _ = try wallet(id)
        case .walletKey(let id, let kid):
            let wallet = try wallet(id)
            if wallet.keys[kid] == nil { throw Unknown.key(known: wallet.keys.keys.map(\.kid)) }
        }
    }

    private func wallet(_ id: String) throws(Unknown) -> Wallet {
        guard let wallet = settings.wallet(id)
        else { throw .wallet(known: settings.wallets.map(\.id)) }
        return wallet
    }

    package func close() { try? store.close() }
}
