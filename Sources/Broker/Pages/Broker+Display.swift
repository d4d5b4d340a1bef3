package import LoginFlow
package import Secrets
import SessionStore

/// What a page needs to draw itself, beside the state.
package struct PageDisplay: Sendable {
    package struct WalletEntry: Sendable {
        package let id: String
        package let name: String
        package let deepLink: String?
        package let logoURI: String?
        package let guide: String?
        package let apps: [AppEntry]
    }

    /// An app inside which a wallet is reached.
    package struct AppEntry: Sendable {
        package let id: String
        package let name: String
        package let logoURI: String?
        package let deepLink: String?
    }

    package struct ScopeEntry: Sendable {
        package let name: String
        package let title: String
        package let isRequired: Bool
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
    /// Only while waiting, and only where another device may scan.
    package let frame: PageFrame?
    package let purpose: Purpose
    /// Opens the app on the page's own device; only while waiting, where there is a way back.
    package let sameDevicePayload: String?
    /// Whether that is the only way, because the policy shows phones no code for another device.
    package let isSameDeviceOnly: Bool
    /// The scopes to agree to where the browser's own sign-in may answer; `nil`: a scan is needed.
    package let signOn: [ScopeEntry]?
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
        guard let party = parties.known(record.session.request.clientID)
        else { throw .notFound }
        return display(of: record, party, poll, locales: locales)
    }

    /// Every wallet there is, for the landing page of a scanned code.
    package func walletEntries(locales: [String]) -> [PageDisplay.WalletEntry] {
        wallets.all.map { entry(of: $0, locales) }
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
            wallets: session.request.wallets.compactMap { wallets[$0] }.map {
                entry(of: $0, locales)
            },
            frame: isWaiting && !session.request.isSameDeviceOnly
                ? frame(of: record, poll) : nil,
            purpose: session.request.purpose,
            sameDevicePayload: sameDevicePayload(of: record, poll),
            isSameDeviceOnly: session.request.isSameDeviceOnly,
            signOn: isWaiting ? signOn(session.request, party, locales) : nil,
            locale: locales.first)
    }

    private func signOn(
        _ request: LoginRequest, _ party: RelyingParty, _ locales: [String]
    ) -> [PageDisplay.ScopeEntry]? {
        guard request.formerSignIn?.answersUntil != nil else { return nil }
        return request.scopes.map { scope in
            PageDisplay.ScopeEntry(
                name: scope.name,
                title: party.scope(scope.name)?.title.text(for: locales) ?? scope.name,
                isRequired: scope.isRequired)
        }
    }

    private func entry(of wallet: Wallet, _ locales: [String]) -> PageDisplay.WalletEntry {
        PageDisplay.WalletEntry(
            id: wallet.id, name: wallet.name.text(for: locales), deepLink: wallet.deepLink,
            logoURI: wallet.logoURI, guide: wallet.guide?.text(for: locales),
            apps: wallet.apps.map { app in
                PageDisplay.AppEntry(
                    id: app.id, name: app.name.text(for: locales), logoURI: app.logoURI,
                    deepLink: app.deepLink)
            })
    }
}
