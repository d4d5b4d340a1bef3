import LoginFlow
import NIOConcurrencyHelpers
package import SessionStore
import StrictJSON
import Tokens
import WaitingRoom

/// Something was switched, by an operator's command beside the broker.
package enum SwitchNews: Sendable, Equatable {
    case off(SwitchedOff)
    case on(Switchable)
}

extension Broker {
    /// Takes up what was switched since, and ends what nothing may come of any more. The server calls
    /// it before it answers anybody, and several times a second; where nothing has changed it costs
    /// one look.
    ///
    /// - Returns: what has changed, once all of it has taken effect.
    package func takeUpSwitches() async throws(StoreFailure) -> [SwitchNews] {
        let switches = try await store.refreshSwitches()
        let former = takenUp.withLockedValue { $0 }
        if former.switches == switches { return [] }
        if let (failure, retryAt) = former.failure, clock.waiting() < retryAt { throw failure }
        do throws(StoreFailure) {
            try await store.endSwitchedOff()
        } catch {
            takenUp.withLockedValue { $0.failure = (error, clock.waiting() + TakenUp.pause) }
            throw error
        }
        takenUp.withLockedValue { $0 = TakenUp(switches: switches) }
        let before = former.switches?.list ?? []
        return switches.list.filter { !before.contains($0) }.map(SwitchNews.off)
            + before.map(\.what).filter { !switches.isOff($0) }.map(SwitchNews.on)
    }

    /// Whether a grant may be used: neither the portal that has it nor the wallet whose person it is
    /// about is switched off.
    func isOpen(_ grant: Grant, _ facts: GrantFacts) async throws(BrokerRefusal) -> Bool {
        if parties[grant.clientID] == nil { return false }
        return try await !isWalletOff(of: grant, facts)
    }

    /// Whether the wallet is switched off that this grant's person came by.
    func isWalletOff(
        of grant: Grant, _ facts: GrantFacts
    ) async throws(BrokerRefusal) -> Bool {
        if store.switches.isEmpty { return false }
        if let wallet = facts.wallet { return wallets.isOff(wallet) }
        // A grant of a former version does not say; its sign-in does.
        let joined = try await stored { () async throws(StoreFailure) in
            try await store.signIns(.id(grant.signIn))
        }
        let origins = joined.compactMap { identity(of: $0.signIn)?.claim.wallet }
        // Where nobody knows any more, it may be any that is off.
        if origins.isEmpty { return store.switches.isAnyWalletOff }
        return origins.contains(where: wallets.isOff)
    }

    /// Whether a statement was signed in the name of what is switched off. Nobody guesses there: a
    /// whole network of phones must not be locked out because they all have that wallet.
    func isSwitchedOff(signerOf assertion: String) -> Bool {
        guard !store.switches.isEmpty, let jws = try? CompactJWS(parsing: assertion),
            let wallet = jws.unverifiedPayload["iss"]?.string
        else { return false }
        if wallets.isOff(wallet) { return true }
        return jws.header["kid"]?.string.map { wallets.isOff(key: $0, of: wallet) } ?? false
    }

    /// The same for a portal, which goes on asking until somebody there notices.
    func isSwitchedOff(_ proof: ClientProof) -> Bool {
        if store.switches.isEmpty { return false }
        return switch proof {
        case .none(let id), .secret(let id, _): parties.isOff(id)
        case .assertion(let id?, _): parties.isOff(id)
        case .assertion(nil, let jwt):
            (try? CompactJWS(parsing: jwt))?.unverifiedPayload["iss"]?.string.map(parties.isOff)
                ?? false
        }
    }
}
