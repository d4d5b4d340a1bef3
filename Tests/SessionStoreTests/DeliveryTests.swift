import LoginFlow
import Testing

@testable import SessionStore

@Suite struct DeliveryTests {
    let fixture: StoreFixture
    let store: SessionStore

    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.open()
    }

    private func due(at now: Moment, limit: Int = 9) async throws -> [Int] {
        try await store.dueDeliveries(at: now, limit: limit).map { Int($0.id[15]) }
    }

    // MARK: One after the other

    @Test func theOldestComeFirstWhenTheirTimeHasCome() async throws {
        for (number, time) in [(1, 300), (2, 100), (3, 200)] as [(Int, Int64)] {
            try await store.apply(.deliver(.new(number, nextAt: after(time))))
        }
        try await store.apply(.deliver(.new(4, nextAt: nil)))
        #expect(try await due(at: after(99)) == [])
        #expect(try await due(at: after(100)) == [2])
        #expect(try await due(at: after(200)) == [2, 3])
        #expect(try await due(at: after(999_999)) == [2, 3, 1])
        #expect(try await due(at: after(999_999), limit: 2) == [2, 3])
    }

    @Test func aDeliveryComesBackAsItWasWritten() async throws {
        let delivery = Delivery.new(1, client: "mail", giveUpAt: after(77))
        try await store.apply(.deliver(delivery))
        #expect(try await store.dueDeliveries(at: created, limit: 9) == [delivery])
    }

    @Test func aPostponedOneCountsItsTries() async throws {
        let delivery = Delivery.new(1)
        try await store.apply(.deliver(delivery), .deliver(.new(2, client: "mail")))
        try await store.postpone(delivery, until: after(500))
        fixture.setClock(500)
        try await store.postpone(delivery, until: after(1_000))
        #expect(try await due(at: after(999)) == [2])
        let again = try await store.dueDeliveries(at: after(1_000), limit: 9)
        #expect(again.map(\.attempts) == [0, 2])
        #expect(again.map(\.nextAt) == [created, after(1_000)])
    }

    /// A portal that is down would otherwise be called once for each of a hundred messages.
    @Test func whatElseIsDueForTheSamePortalWaitsToo() async throws {
        try await store.apply(
            .deliver(.new(1)), .deliver(.new(2)), .deliver(.new(3, client: "mail")))
        try await store.apply(.deliver(.new(4, nextAt: after(1))), .deliver(.new(5, nextAt: nil)))
        try await store.postponeAll(with: .new(1), until: after(900))
        #expect(try await due(at: after(899)) == [3, 4])
        let later = try await store.dueDeliveries(at: after(900), limit: 9)
        #expect(Set(later.map { Int($0.id[15]) }) == [1, 2, 3, 4])
        #expect(later.map(\.attempts).reduce(0, +) == 1, "only one of them was tried")
    }

    /// One message that a portal stumbles over would otherwise hold up all the others.
    @Test func whatElseIsDueGoesOnWhereOnlyOneMessageFails() async throws {
        try await store.apply(.deliver(.new(1)), .deliver(.new(2)))
        try await store.postpone(.new(1), until: after(900))
        #expect(try await due(at: after(899)) == [2])
        #expect(try await store.dueDeliveries(at: after(900), limit: 9).map(\.attempts) == [0, 1])
    }

    @Test func portalsThatHaveEnoughToHearAreSpared() async throws {
        for (number, client) in [(1, "a"), (2, "b"), (3, "c")] {
            try await store.apply(
                .deliver(.new(number, client: client, nextAt: after(Int64(number)))))
        }
        func spared(_ busy: [String]) async throws -> [Int] {
            try await store.dueDeliveries(at: after(9), limit: 2, sparing: busy)
                .map { Int($0.id[15]) }
        }
        #expect(try await spared([]) == [1, 2])
        #expect(try await spared(["a"]) == [2, 3])
        #expect(try await spared(["a", "c"]) == [2])
        #expect(try await spared(["a", "b", "c"]) == [])
    }

    @Test func aSettledOneIsGone() async throws {
        try await store.apply(.deliver(.new(1)), .deliver(.new(2)))
        try await store.settle(.new(1))
        try await store.settle(.new(1))
        try await store.postpone(.new(1), until: after(1))
        try await store.postponeAll(with: .new(1), until: created)
        #expect(try await due(at: after(9)) == [2])
    }

    // MARK: A ping waits for its outcome

    /// A login session that a portal's server waits for, with a ping.
    private func backchannel(
        _ number: Int, in store: SessionStore, channel: Channel = .backchannel
    ) async throws {
        let ping = Delivery.new(number, kind: .ping, nextAt: nil)
        _ = try await store.create(ping: ping) { now in
            let plain = SessionRecord.new(number, at: now)
            var request = plain.session.request
            request.channel = channel
            return SessionRecord(
                session: LoginSession(
                    id: plain.id, request: request, policy: Policy(), now: now),
                digests: plain.digests, codeEpoch: 0, requester: [])
        }
    }

    @Test func aPingIsDueWithTheApprovalAndNotBefore() async throws {
        try await backchannel(1, in: store)
        #expect(try await due(at: after(999_999)) == [])
        fixture.setClock(10)
        _ = try await store.scan(1)
        #expect(try await due(at: after(999_999)) == [])
        fixture.setClock(20)
        _ = try await store.confirm(1)
        #expect(try await due(at: after(19)) == [])
        #expect(try await due(at: after(20)) == [1])
    }

    @Test func everyOtherOutcomeReleasesItToo() async throws {
        for number in 1...3 { try await backchannel(number, in: store) }
        _ = try await store.scan(2)
        try await store.apply(1) { session, now throws(Refusal) in try session.cancel(at: now) }
        try await store.apply(2) { session, now throws(Refusal) in
            try session.deny(by: .phone, reason: .notMe, at: now)
        }
        fixture.setClock(120_000)
        #expect(try await store.expireOverdue(at: after(120_000)) == 1)
        #expect(try await Set(due(at: after(999_999))) == [1, 2, 3])
    }

    @Test func redeemingReleasesNothingAnew() async throws {
        try await backchannel(1, in: store)
        _ = try await store.scan(1)
        _ = try await store.confirm(1)
        let ping = try #require(try await store.dueDeliveries(at: created, limit: 1).first)
        try await store.postpone(ping, until: after(50_000))
        _ = try await store.redeem(1)
        #expect(try await due(at: after(49_999)) == [])
        #expect(try await due(at: after(50_000)) == [1])
    }

    /// A code that nobody redeems runs out: that is no news to a portal that did not answer.
    @Test func aSecondOutcomeDoesNotHurryWhatWasPostponed() async throws {
        try await backchannel(1, in: store)
        _ = try await store.scan(1)
        _ = try await store.confirm(1)
        let ping = try #require(try await store.dueDeliveries(at: created, limit: 1).first)
        try await store.postpone(ping, until: after(70_000))
        fixture.setClock(60_000)
        #expect(try await store.expireOverdue(at: after(60_000)) == 1)
        #expect(try await due(at: after(69_999)) == [])
    }

    /// A portal that polls hears of it by polling, and a settled ping is not sent again.
    @Test func onlyWhatIsThereIsReleased() async throws {
        try await backchannel(1, in: store)
        try await store.settle(.new(1))
        try await backchannel(2, in: store, channel: .page)
        for number in 1...2 {
            _ = try await store.scan(number)
            _ = try await store.confirm(number)
        }
        #expect(try await due(at: after(999_999)) == [])
    }

    @Test func aSecondOpeningOfTheDatabaseSeesAndReleasesThem() async throws {
        try await backchannel(1, in: store)
        let other = try fixture.open()
        _ = try await other.scan(1)
        _ = try await other.confirm(1)
        let seen = try await store.dueDeliveries(at: created, limit: 9)
        #expect(seen.map(\.kind) == [.ping])
        try await store.settle(seen[0])
        #expect(try await other.dueDeliveries(at: created, limit: 9).isEmpty)
    }
}
