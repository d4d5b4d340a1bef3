import LoginFlow
import Testing

@testable import SessionStore

/// What a phone asks about sign-ins counts once, and what portals must hear is in the same commit.
@Suite struct SignInByPhoneTests {
    struct Broken: Error {}

    let fixture: StoreFixture
    let store: SessionStore

    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.open()
        _ = try await store.signIn(1, clients: ["mail", "portal"])
    }

    private var deliveries: [Delivery] {
        get async throws { try await store.dueDeliveries(at: after(60_000), limit: 9) }
    }

    @Test func portalsAreToldInTheSameCommit() async throws {
        fixture.setClock(5)
        let ended = try await store.endSignIns(
            .person(Digest(1), nil), by: .number(1), sparingOffline: false
        ) { joined, now in
            joined.participants.enumerated().map { index, participant in
                .new(index, client: participant.clientID, nextAt: now)
            }
        }
        #expect(ended.answer == 1)
        #expect(try await deliveries.map(\.clientID).sorted() == ["mail", "portal"])
        #expect(try await deliveries.map(\.nextAt) == [after(5), after(5)])
    }

    @Test func whereTheyCannotBeToldNothingEnds() async throws {
        await #expect(throws: StoreFailure.self) {
            try await store.endSignIns(
                .person(Digest(1), nil), by: .number(1), sparingOffline: false
            ) { _, _ in throw Broken() }
        }
        #expect(try await store.find(1) != nil)
        #expect(try await deliveries.isEmpty)
        #expect(try await store.useUp(.number(1)).answer == true, "the statement is not used up")
    }

    @Test func aStatementEndsSignInsOnce() async throws {
        for expected in [1, nil] as [Int?] {
            let ended = try await store.endSignIns(
                .person(Digest(1), nil), by: .number(1), sparingOffline: false
            ) { _, _ in [] }
            #expect(ended.answer == expected)
            #expect(ended.isReplayed == (expected == nil))
            _ = try await store.signIn(1)
        }
        #expect(try await store.find(1) != nil, "the replay ended nothing")
    }

    @Test func aStatementShowsSignInsOnce() async throws {
        let shown = try await store.signIns(of: Digest(1), by: .number(1))
        #expect(shown.answer?.map(\.participants.count) == [2])
        #expect(try await store.signIns(of: Digest(1), by: .number(1)).isReplayed)
        #expect(try await store.signIns(of: Digest(2), by: .number(2)).answer?.isEmpty == true)
    }
}
