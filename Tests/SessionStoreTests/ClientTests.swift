import LoginFlow
import Rush
import Testing

@testable import SessionStore

@Suite struct ClientTests {
    let fixture: StoreFixture
    let store: SessionStore

    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.open()
    }

    private func client(_ id: String, secret: Digest? = nil) -> RegisteredClient {
        RegisteredClient(
            id: id, registration: #"{"client_name":"\#(id)"}"#, secret: secret, createdAt: after(5))
    }

    @Test func portalsComeBackAsTheyWereRegistered() async throws {
        let clients = [client("a", secret: Digest(1)), client("b")]
        for client in clients.reversed() { try await store.register(client) }
        #expect(try await store.registeredClients() == clients)
        #expect(try await fixture.open().registeredClients() == clients)
    }

    @Test func theVersionDiffersAfterEveryChange() async throws {
        var versions = [try await store.clientsVersion()]
        for id in ["a", "b"] {
            try await store.register(client(id))
            versions.append(try await store.clientsVersion())
        }
        for id in ["a", "b"] {
            #expect(try await store.unregister(id))
            versions.append(try await store.clientsVersion())
        }
        try await store.register(client("a"))
        versions.append(try await store.clientsVersion())
        #expect(Set(versions).count == 6, "\(versions)")
    }

    @Test func whatChangesNothingKeepsTheVersion() async throws {
        try await store.register(client("a"))
        let version = try await store.clientsVersion()
        #expect(try await !store.unregister("b"))
        await #expect(throws: StoreFailure.collision) { try await store.register(client("a")) }
        _ = try await store.registeredClients()
        #expect(try await store.clientsVersion() == version)
    }

    /// However many ask at once; those of an operator's command count, and have no bound.
    @Test func ofTwentyParallelOnesOnlySoManyAreRegistered() async throws {
        try await store.register(client("by a command"))
        let isRegistered = try await store.rush(20) { number in
            (try? await store.register(client("\(number)"), most: 4)) != nil
        }
        #expect(isRegistered.count { $0 } == 3)
        await #expect(throws: StoreFailure.crowded) {
            try await store.register(client("x"), most: 4)
        }
        try await store.register(client("by another"))
    }

    /// A command adds a portal while the broker runs.
    @Test func anotherProgramsChangeIsSeen() async throws {
        let command = try fixture.open()
        let version = try await store.clientsVersion()
        try await command.register(client("a"))
        #expect(try await store.clientsVersion() != version)
        #expect(try await store.registeredClients().map(\.id) == ["a"])
        #expect(try await store.unregister("a"))
        #expect(try await command.registeredClients().isEmpty)
    }

    /// A later portal under the same name is another one.
    @Test func aPortalThatIsGoneLeavesNothingToItsName() async throws {
        try await store.register(client("a"))
        _ = try await store.signIn(1, clients: ["a", "b"])
        try await store.apply(
            .issueGrant(.new(1, client: "a", isOffline: true), .new(1)),
            .issueGrant(.new(2, client: "b"), nil))
        #expect(try await store.unregister("a"))
        #expect(try await store.grant(GrantID(number: 1))?.isRevoked == true)
        #expect(try await store.grant(GrantID(number: 2))?.isRevoked == false)
        #expect(try await store.find(1)?.participants.map(\.clientID) == ["b"])
    }

    /// Portals of the configuration are nobody's to unregister.
    @Test func aNameThatWasNeverRegisteredLosesNothing() async throws {
        _ = try await store.signIn(1)
        try await store.apply(.issueGrant(.new(1), nil))
        #expect(try await !store.unregister("portal"))
        #expect(try await store.grant(GrantID(number: 1))?.isRevoked == false)
        #expect(try await store.find(1)?.participants.count == 1)
    }

    @Test func aTakenIDKeepsItsOwner() async throws {
        try await store.register(client("a", secret: Digest(1)))
        await #expect(throws: StoreFailure.collision) {
            try await store.register(client("a", secret: Digest(2)))
        }
        #expect(try await store.registeredClients().map(\.secret) == [Digest(1)])
    }
}
