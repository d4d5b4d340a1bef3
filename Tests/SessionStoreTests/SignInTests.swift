import LoginFlow
import Testing

@testable import SessionStore

@Suite struct SignInTests {
    let fixture: StoreFixture
    let store: SessionStore

    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.open()
    }

    // MARK: Finding

    @Test func itIsFoundByIDCookieSidAndPerson() async throws {
        let one = try await store.signIn(1, clients: ["mail", "portal"])
        let two = try await store.signIn(2, person: 2)
        let three = try await store.signIn(3)
        #expect(try await store.signIn(cookie: one.cookie)?.signIn == one)
        #expect(try await store.signIn(cookie: two.cookie)?.signIn == two)
        #expect(try await store.signIn(cookie: one.person) == nil)
        #expect(try await store.signIns(.id(two.id)).map(\.signIn) == [two])
        #expect(try await store.signIns(.sid("mail 1")).map(\.signIn) == [one])
        #expect(try await store.signIns(.sid("mail 2")).isEmpty)
        let mine = try await store.signIns(.person(Digest(1), nil))
        #expect(mine.map(\.signIn) == [three, one], "the last used first")
        #expect(try await store.signIns(.person(Digest(1), one.id)).map(\.signIn) == [one])
        #expect(try await store.signIns(.person(Digest(2), one.id)).isEmpty, "another's")
    }

    @Test func aUseCaseSeesItInsideItsTransaction() async throws {
        let signIn = try await store.signIn(1)
        let seen = try await store.change(.id(SessionID(number: 1))) { change in
            [try change.signIn(signIn.id), try change.signIn(SignInID(number: 9))]
        }
        #expect(seen.map { $0?.signIn } == [signIn, nil])
        #expect(seen[0]?.participant("portal")?.sid == "portal 1")
        #expect(seen[0]?.participant("mail") == nil)
    }

    // MARK: Beginning and going on

    @Test func aRenewedOneHasTheNewCookieAndNeverLessTime() async throws {
        var signIn = try await store.signIn(1)
        let former = signIn.cookie
        signIn.cookie = Digest(77)
        signIn.identity = [9]
        signIn.requester = [8]
        signIn.authenticatedAt = after(10)
        signIn.lastAt = after(11)
        signIn.expiresAt = after(90_000)
        try await store.apply(.putSignIn(signIn))
        #expect(try await store.find(1)?.signIn == signIn)
        #expect(try await store.signIn(cookie: former) == nil)
        #expect(try await store.find(1)?.participants.count == 1, "its portals stay")
        signIn.expiresAt = after(20_000)
        try await store.apply(.putSignIn(signIn))
        #expect(try await store.find(1)?.signIn.expiresAt == after(90_000))
    }

    @Test func aPortalThatJoinsAgainKeepsItsNameForIt() async throws {
        let signIn = try await store.signIn(1)
        let again = Participant(clientID: "portal", sid: "another", scopes: ["email", "openid"])
        try await store.apply(.join(again, signIn.id))
        #expect(
            try await store.find(1)?.participants == [
                Participant(clientID: "portal", sid: "portal 1", scopes: ["email", "openid"])
            ])
    }

    @Test func aSecondOneWithTheSameCookieIsRefused() async throws {
        let one = try await store.signIn(1)
        var two = SignIn.new(2)
        two.cookie = one.cookie
        let effect = StoreEffect.putSignIn(two)
        await #expect(throws: StoreFailure.collision) { try await store.apply(effect) }
    }

    // MARK: Ending

    private func grants(_ numbers: ClosedRange<Int>) async throws -> [Bool?] {
        try await Array(numbers).asyncMap {
            try await store.grant(GrantID(number: $0))?.isRevoked
        }
    }

    @Test func endingItRevokesEverythingInIt() async throws {
        _ = try await store.signIn(1)
        _ = try await store.signIn(2)
        try await store.apply(
            .issueGrant(.new(1), nil), .issueGrant(.new(2, isOffline: true), .new(1)),
            .issueGrant(.new(3, in: 2), nil))
        let ended = try await store.endSignIns(.id(SignInID(number: 1)), sparingOffline: false) {
            _, _ in []
        }
        #expect(ended.answer == 1)
        #expect(try await store.find(1) == nil)
        #expect(try await store.find(2) != nil)
        #expect(try await grants(1...3) == [true, true, false])
    }

    @Test func leavingInTheBrowserSparesOfflineAccess() async throws {
        let signIn = try await store.signIn(1, clients: ["mail", "portal", "shop"])
        try await store.apply(
            .issueGrant(.new(1), nil),
            .issueGrant(.new(2, client: "mail", isOffline: true), .new(1)),
            .issueGrant(.new(3, client: "shop", isOffline: true), .new(2)))
        try await store.revoke(GrantID(number: 3))
        _ = try await store.endSignIns(.sid("portal 1"), sparingOffline: true) { _, _ in [] }
        #expect(try await grants(1...3) == [true, false, true])
        #expect(try await store.signIn(cookie: signIn.cookie) == nil, "the browser is out")
        let rest = try #require(try await store.find(1))
        #expect(rest.participants.map(\.clientID) == ["mail"])
        #expect(rest.signIn.cookie != signIn.cookie)
    }

    /// The browser is signed out: what still goes on without it answers nothing there.
    @Test func whatGoesOnWithoutTheBrowserCannotBeBuiltOn() async throws {
        let signIn = try await store.signIn(1)
        try await store.apply(.issueGrant(.new(1, isOffline: true), .new(1)))
        func isThere() async throws -> Bool {
            try await store.change(.id(SessionID(number: 1))) {
                try $0.signIn(signIn.id) != nil
            }
        }
        #expect(try await isThere())
        _ = try await store.endSignIns(.id(signIn.id), sparingOffline: true) { _, _ in [] }
        #expect(try await !isThere())
        let listed = try await store.signIns(of: Digest(1), by: .number(1)).answer
        #expect(listed?.map(\.signIn.id) == [signIn.id], "its person can still end it")
        _ = try await store.endSignIns(.person(Digest(1), nil), sparingOffline: false) {
            _, _ in []
        }
        #expect(try await store.grant(GrantID(number: 1))?.isRevoked == true)
    }

    @Test func leavingWithoutOfflineAccessEndsIt() async throws {
        _ = try await store.signIn(1)
        try await store.apply(.issueGrant(.new(1), nil))
        _ = try await store.endSignIns(.sid("portal 1"), sparingOffline: true) { _, _ in [] }
        #expect(try await store.find(1) == nil)
        #expect(try await grants(1...1) == [true])
    }

    @Test func aUseCaseEndsOneToo() async throws {
        let signIn = try await store.signIn(1)
        try await store.apply(.issueGrant(.new(1, isOffline: true), .new(1)))
        try await store.apply(.endSignIn(signIn.id))
        #expect(try await store.find(1) == nil)
        #expect(try await grants(1...1) == [true])
    }

    @Test func onlyThePersonsOwnAreEnded() async throws {
        for number in 1...2 { _ = try await store.signIn(number) }
        _ = try await store.signIn(3, person: 2)
        let others = try await store.endSignIns(
            .person(Digest(2), SignInID(number: 1)), sparingOffline: false
        ) { _, _ in [] }
        #expect(others.answer == 0)
        let all = try await store.endSignIns(.person(Digest(1), nil), sparingOffline: false) {
            _, _ in []
        }
        #expect(all.answer == 2)
        #expect(try await store.find(3) != nil)
    }

    /// A phone shows so many at most, and "sign out everywhere" means those it does not show too.
    @Test func signingOutEverywhereMeansEverywhere() async throws {
        let count = 120
        let store = store
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...count {
                group.addTask { _ = try await store.apply(.putSignIn(.new(number))) }
                if number % 50 == 0 { try await group.waitForAll() }
            }
            try await group.waitForAll()
        }
        let shown = try await store.signIns(of: Digest(1), by: .number(1)).answer
        #expect(shown?.count == 100)
        let ended = try await store.endSignIns(.person(Digest(1), nil), sparingOffline: false) {
            _, _ in []
        }
        #expect(ended.answer == count)
        #expect(try await store.signIns(.person(Digest(1), nil)).isEmpty)
    }
}
