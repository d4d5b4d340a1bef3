import GRDB
import LoginFlow
import Rush
import Testing

@testable import SessionStore

@Suite struct RefreshTests {
    struct Broken: Error {}

    let fixture: StoreFixture
    let store: SessionStore
    let first = RefreshToken.new(1)
    let second = RefreshToken.new(2, expiresAt: after(90_000))

    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.open()
        _ = try await store.signIn(1)
        try await store.apply(.issueGrant(.new(1, isOffline: true), first))
    }

    private func isUsed(_ token: RefreshToken) async throws -> Bool? {
        try await store.grant(refreshToken: token.digest)?.token.isUsed
    }

    @Test func aNewTokenTakesThePlaceOfTheOldOne() async throws {
        fixture.setClock(7)
        let next = second
        let seen = try await store.refresh(first.digest) { change in
            change.next = next
            return [change.now == after(7), !change.token.isUsed, !change.grant.isRevoked]
        }
        #expect(seen == [true, true, true])
        #expect(try await isUsed(first) == true)
        #expect(try await isUsed(second) == false)
        let found = try await store.grant(refreshToken: second.digest)
        #expect(found?.grant.id == GrantID(number: 1))
        #expect(found?.token == second)
        let isUsed = try await store.refresh(first.digest) { $0.token.isUsed }
        #expect(isUsed == true, "a second use is seen")
    }

    @Test func theGrantAndItsSignInLiveOnWithTheNewToken() async throws {
        let next = second
        _ = try await store.refresh(first.digest) { $0.next = next }
        #expect(try await store.grant(GrantID(number: 1))?.expiresAt == after(90_000))
        #expect(try await store.find(1)?.signIn.expiresAt == after(90_000))
        let short = RefreshToken.new(3, expiresAt: after(1_000))
        _ = try await store.refresh(second.digest) { $0.next = short }
        #expect(try await store.grant(GrantID(number: 1))?.expiresAt == after(90_000), "never less")
        #expect(try await store.find(1)?.signIn.expiresAt == after(90_000))
    }

    @Test func otherGrantsAndSignInsDoNot() async throws {
        _ = try await store.signIn(2)
        try await store.apply(.issueGrant(.new(2, in: 2), nil))
        let next = second
        _ = try await store.refresh(first.digest) { $0.next = next }
        #expect(try await store.grant(GrantID(number: 2))?.expiresAt == after(60_000))
        #expect(try await store.find(2)?.signIn.expiresAt == after(60_000))
    }

    @Test func aTokenThatNeverWasAsksNobody() async throws {
        let answer = try await store.refresh(Digest(99)) { _ in "asked" }
        #expect(answer == nil)
        #expect(try await store.grant(refreshToken: Digest(99)) == nil)
    }

    @Test func lookingAtATokenUsesItNot() async throws {
        _ = try await store.grant(refreshToken: first.digest)
        _ = try await store.refresh(first.digest) { _ in true }
        #expect(try await isUsed(first) == false)
    }

    @Test func aRevokedFamilyStaysRevokedAndReadable() async throws {
        _ = try await store.refresh(first.digest) { $0.revokes = true }
        #expect(try await store.grant(GrantID(number: 1))?.isRevoked == true)
        let next = second
        let sawRevoked = try await store.refresh(first.digest) { change in
            change.next = next
            return change.grant.isRevoked
        }
        #expect(sawRevoked == true)
        #expect(try await store.grant(refreshToken: second.digest)?.grant.isRevoked == true)
    }

    @Test func oneGrantIsRevokedAloneAndTwiceIsNoError() async throws {
        try await store.apply(.issueGrant(.new(2), nil))
        try await store.revoke(GrantID(number: 1))
        try await store.revoke(GrantID(number: 1))
        try await store.revoke(GrantID(number: 9))
        #expect(try await store.grant(GrantID(number: 1))?.isRevoked == true)
        #expect(try await store.grant(GrantID(number: 2))?.isRevoked == false)
        #expect(try await store.grant(GrantID(number: 9)) == nil)
    }

    @Test func aDecisionThatFailsChangesNothing() async throws {
        let next = second
        await #expect(throws: StoreFailure.self) {
            try await store.refresh(first.digest) { change in
                change.next = next
                change.revokes = true
                throw Broken()
            }
        }
        #expect(try await isUsed(first) == false)
        #expect(try await isUsed(second) == nil)
        #expect(try await store.grant(GrantID(number: 1))?.isRevoked == false)
    }

    /// Each shows the same token; whoever comes second must see that it is used.
    @Test func ofTwentyParallelRefreshesOneSeesAFreshToken() async throws {
        let (store, first) = (store, first)
        let fresh = try await store.rush(20) { number in
            try await store.refresh(first.digest) { change in
                let isFresh = !change.token.isUsed
                if isFresh { change.next = .new(10 + number) }
                return isFresh
            }
        }
        #expect(fresh.count { $0 == true } == 1)
    }
}
