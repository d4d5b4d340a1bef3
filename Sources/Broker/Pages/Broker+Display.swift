package import LoginFlow
package import Secrets
import SessionStore

/// What a page needs to draw itself, beside the state.
package struct PageDisplay: Sendable {
    package struct WalletEntry: Sendable {
        package let id: String
        package let name: String
        package let deepLink: String?
    }

    package let id: SessionID
    package let version: Int64
    /// Only while waiting, and only where the policy has typed codes.
    package let userCode: String?
    package let partyID: String
    package let partyName: String
    package let partyDomain: String
    package let partyLogo: String?
    package let wallets: [WalletEntry]
    package let frame: PageFrame?
    /// The first language the page was asked for in.
    package let locale: String?
}

extension Broker {
    /// What a page needs after a reload.
    ///
    /// - Parameter locales: of this very request, before those of the first one.
    package func display(
        _ id: SessionID, _ poll: PollToken, locales: [String]
    ) async throws(BrokerRefusal) -> PageDisplay {
        let record = try await owned(id, poll)
        guard let party = settings.relyingParties[record.session.request.clientID]
        else { throw .notFound }
        return display(of: record, party, poll, locales: locales)
    }

    /// Every wallet there is, for the landing page of a scanned code.
    package func walletEntries(locales: [String]) -> [PageDisplay.WalletEntry] {
        settings.wallets.map { entry(of: $0, locales) }
    }

    func display(
        of record: SessionRecord, _ party: RelyingParty, _ poll: PollToken,
        locales: [String] = []
    ) -> PageDisplay {
        let session = record.session
        let isWaiting = session.state.status == .waiting
        let locales = locales + session.request.locales
        return PageDisplay(
            id: session.id, version: session.version,
            userCode: isWaiting && session.policy.userCode
                ? keys.userCode(for: poll).exposedText : nil,
            partyID: party.id, partyName: party.name.text(for: locales),
            partyDomain: party.domain, partyLogo: party.logoURI,
            wallets: session.request.wallets.compactMap(settings.wallet).map {
                entry(of: $0, locales)
            },
            frame: isWaiting ? frame(of: record, poll) : nil, locale: locales.first)
    }

    private func entry(of wallet: Wallet, _ locales: [String]) -> PageDisplay.WalletEntry {
        PageDisplay.WalletEntry(
            id: wallet.id, name: wallet.name.text(for: locales), deepLink: wallet.deepLink)
    }
}
