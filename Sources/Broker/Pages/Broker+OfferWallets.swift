import LoginFlow
import SessionStore

extension Broker {
    /// Offers the one wallet in which the person exists whom the portal names by an ID token: the
    /// same human in another app is somebody else to the portal, and would be refused there.
    ///
    /// The wallet is known from the sign-in that the token came of. Where that has ended, every
    /// wallet stays, and the words of the refusal have to do.
    func offerOnlyTheirWallet(
        _ asked: StartRequest, _ checked: inout CheckedStart
    ) async throws(BrokerRefusal) {
        guard checked.request.wallets.count > 1,
            let sid = asked.idTokenHint.flatMap({ hint($0, for: checked.party) })?.sid
        else { return }
        let known = try await stored { () async throws(StoreFailure) in
            try await store.signIns(.sid(sid))
        }
        let theirs = known.compactMap { identity(of: $0.signIn) }
            .filter { mark(of: $0, for: checked.party) == checked.request.expectedSubject }
            .map(\.claim.wallet)
        let offered = checked.request.wallets.filter(theirs.contains)
        if !offered.isEmpty { checked.request.wallets = offered }
    }
}
