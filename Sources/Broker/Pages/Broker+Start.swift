import Addresses
import LoginFlow
package import Secrets
import SessionStore
import StrictJSON

/// A new login session, with the one secret that goes to the page and nowhere else.
package struct StartedLogin: Sendable {
    package let view: PageView
    package let pollToken: PollToken
    package let display: PageDisplay
}

extension Broker {
    /// How often a taken typed code is drawn anew. With a million live codes one draw in 17,000 is
    /// taken, so a third try is never met.
    private static let maximumDraws = 3

    /// Creates a login session for a page.
    package func start(
        _ asked: StartRequest, requester: Requester
    ) async throws(BrokerRefusal) -> StartedLogin {
        var checked = try check(asked)
        try await offerOnlyTheirWallet(asked, &checked)
        let (record, poll) = try await open(checked, requester, replacing: asked.replaces)
        return started(record, poll, checked.party)
    }

    /// Counts a creation against its limits, refused ones too.
    package func admitStart(address: String, clientID: String?) throws(BrokerRefusal) {
        try take(limits.createPerAddress, IPNetwork.limitKey(address))
        if let clientID, parties[clientID] != nil {
            try take(limits.createPerClient, clientID)
        }
    }

    /// The same for a portal that has proved itself, and asks from its own server for everybody: its
    /// address says nothing of who is in a hurry.
    package func admitStart(address: String, by party: RelyingParty) throws(BrokerRefusal) {
        if party.isPublic { return try admitStart(address: address, clientID: party.id) }
        try take(limits.createPerClient, party.id)
    }

    func started(
        _ record: SessionRecord, _ poll: PollToken, _ party: RelyingParty
    ) -> StartedLogin {
        StartedLogin(
            view: view(of: record, poll), pollToken: poll,
            display: display(of: record, party, poll))
    }

    /// Stores a new login session.
    ///
    /// - Parameters:
    ///   - subject: whose phone it waits for, where the portal has named the person.
    ///   - ping: made with the secret that the portal waits with.
    func open(
        _ checked: CheckedStart, _ requester: Requester,
        replacing former: (id: SessionID, pollToken: PollToken)? = nil,
        addressedTo subject: String? = nil,
        ping: ((SessionID, PollToken) throws(BrokerRefusal) -> Delivery?)? = nil
    ) async throws(BrokerRefusal) -> (SessionRecord, PollToken) {
        let checked = hidingCode(checked, from: requester)
        for _ in 0..<Self.maximumDraws {
            let poll = PollToken(bytes: random(SecretSize.pollToken))
            guard let id = SessionID(bytes: random(SessionID.byteCount)),
                let sealed = try? seal(requester.json, .requester, for: id.bytes)
            else { throw .unavailable("cannot seal the requester") }
            let digests = digests(for: poll, checked.policy)
            let epoch = clock.frames()
            let former = former.map { (id: $0.id, pollToken: Digest(of: $0.pollToken)) }
            let delivery = try ping?(id, poll)
            do throws(StoreFailure) {
                let record = try await store.create(
                    replacing: former, addressedTo: subject, ping: delivery
                ) { now in
                    SessionRecord(
                        session: LoginSession(
                            id: id, request: checked.request, policy: checked.policy, now: now),
                        digests: digests, codeEpoch: epoch, requester: sealed)
                }
                return (record, poll)
            } catch .collision {
                continue
            } catch {
                throw BrokerRefusal(error)
            }
        }
        throw .unavailable("three typed codes in a row were taken")
    }

    private func digests(for poll: PollToken, _ policy: Policy) -> SecretDigests {
        SecretDigests(
            pollToken: Digest(of: poll), scanToken: Digest(of: keys.scanToken(for: poll)),
            userCode: policy.userCode ? keys.digest(of: keys.userCode(for: poll)) : nil,
            authorizationCode: Digest(of: keys.authorizationCode(for: poll)))
    }
}
