import Base64URL
package import LoginFlow
import SessionStore
import StrictJSON

/// A sign-in as its person sees it on the phone.
package struct SignInEntry: Sendable {
    package let id: String
    package let browser: String
    package let system: String
    package let address: String
    package let startedAt: Moment
    package let lastAt: Moment
    package let expiresAt: Moment
    package let relyingParties: [RelyingParty]
}

extension Broker {
    /// Where a person is signed in, for their phone.
    package func signIns(
        _ assertion: String, address: String
    ) async throws(BrokerRefusal) -> [SignInEntry] {
        let statement = try await verify(assertion, acts: [.signIns], address: address)
        let joined = try await once { () async throws(StoreFailure) in
            try await store.signIns(of: statement.person, by: statement.used)
        }
        let now = clock.now()
        return joined.filter { now < $0.signIn.expiresAt }.compactMap(entry)
    }

    private func entry(_ joined: JoinedSignIn) -> SignInEntry? {
        guard let requester = requester(of: joined.signIn) else { return nil }
        return SignInEntry(
            id: Base64URL.encode(joined.signIn.id.bytes), browser: requester.browser,
            system: requester.system, address: requester.address,
            startedAt: joined.signIn.startedAt, lastAt: joined.signIn.lastAt,
            expiresAt: joined.signIn.expiresAt,
            relyingParties: joined.participants.compactMap { parties.known($0.clientID) })
    }

    /// A person ends one sign-in of theirs, or all, from the phone; portals hear of it at once.
    ///
    /// - Returns: how many ended.
    package func endSignIns(
        _ assertion: String, address: String
    ) async throws(BrokerRefusal) -> Int {
        let statement = try await verify(assertion, acts: [.endSignIn], address: address)
        let selection = try await members(of: statement) { () throws(BrokerRefusal) in
            let name = try statement.requiredText("sign_in")
            if name == "all" { return SignInSelection.person(statement.person, nil) }
            guard let bytes = Base64URL.decode(name), let id = SignInID(bytes: bytes)
            else { throw .notFound }
            return .person(statement.person, id)
        }
        let count = try await once { () async throws(StoreFailure) in
            try await store.endSignIns(
                selection, by: statement.used, sparingOffline: false
            ) { joined, now in try self.logouts(of: joined, at: now) }
        }
        if case .person(_, .some) = selection, count == 0 { throw .notFound }
        return count
    }
}
