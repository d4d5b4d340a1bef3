import LoginFlow
import Rush
import Testing

@testable import SessionStore

@Suite struct RequestTests {
    let fixture: StoreFixture
    let store: SessionStore

    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.open()
    }

    // MARK: Pushed by portals

    @Test func aPushedRequestIsFoundAsOftenAsItIsAskedFor() async throws {
        let request = PushedRequest(
            digest: Digest(1), clientID: "portal", parameters: [1, 2, 3], expiresAt: after(90_000))
        try await store.push(request)
        for _ in 0..<2 { #expect(try await store.pushedRequest(Digest(1)) == request) }
        #expect(try await store.pushedRequest(Digest(2)) == nil)
        let again = try fixture.open()
        #expect(try await again.pushedRequest(Digest(1)) == request)
    }

    // MARK: Waiting for one person's phone

    private func ask(
        _ subjects: [String], _ statement: Int, at now: Moment = created, limit: Int = 10
    ) async throws -> [SessionID]? {
        try await store.addressedRequests(
            to: subjects, at: now, limit: limit, by: .number(statement)
        ).answer?.map(\.id)
    }

    private func create(
        _ number: Int, for subject: String, by client: String = "portal", scan: Seconds = 120
    ) async throws {
        var policy = Policy()
        policy.lifetimes.scan = scan
        let plain = SessionRecord.new(number)
        var request = plain.session.request
        request.clientID = client
        _ = try await store.create(addressedTo: subject) { [request, policy] now in
            SessionRecord(
                session: LoginSession(id: plain.id, request: request, policy: policy, now: now),
                digests: plain.digests, codeEpoch: 0, requester: [])
        }
    }

    @Test func onlyThePersonMeantSeesIt() async throws {
        try await create(1, for: "ann")
        try await create(2, for: "bob")
        try await store.create(3)
        #expect(try await ask(["ann"], 1) == [SessionID(number: 1)])
        #expect(try await ask(["bob", "nobody"], 2) == [SessionID(number: 2)])
        #expect(try await ask(["Ann", "ann ", ""], 3) == [])
        #expect(try await ask([], 4) == [])
    }

    @Test func itIsSeenUntilItsDeadlineToTheMillisecond() async throws {
        try await create(1, for: "ann")
        #expect(try await ask(["ann"], 1, at: after(119_999)) == [SessionID(number: 1)])
        #expect(try await ask(["ann"], 2, at: after(120_000)) == [])
    }

    @Test func thoseThatRunOutFirstComeFirstAndNotTooMany() async throws {
        for number in 1...3 { try await create(number, for: "ann", scan: Seconds(110 - number)) }
        #expect(try await ask(["ann"], 1, limit: 2) == [3, 2].map { SessionID(number: $0) })
    }

    @Test func whatIsNoLongerWaitingIsNotShown() async throws {
        for number in 1...3 { try await create(number, for: "ann") }
        _ = try await store.scan(1)
        try await store.apply(2) { session, now throws(Refusal) in try session.cancel(at: now) }
        #expect(try await ask(["ann"], 1) == [SessionID(number: 3)])
    }

    // MARK: Not too many at once

    @Test func aPortalCannotFillAPhone() async throws {
        let limit = SessionStore.addressedAtOnce
        for number in 1...limit { try await create(number, for: "ann") }
        await #expect(throws: StoreFailure.crowded) { try await create(9, for: "ann") }
        #expect(try await store.read(SessionID(number: 9)) == nil, "nothing of it is kept")
        try await create(10, for: "bob")
        try await create(11, for: "ann", by: "another portal")
        #expect(try await ask(["ann"], 1)?.count == limit + 1)
    }

    /// However many it asks at once.
    @Test func ofTwentyParallelRequestsOnlySoManyReachThePhone() async throws {
        let isMade = try await store.rush(20) { number in
            (try? await create(number, for: "ann")) != nil
        }
        #expect(isMade.count { $0 } == SessionStore.addressedAtOnce)
    }

    @Test func whereOneIsTakenUpThereIsRoomForTheNext() async throws {
        for number in 1...3 { try await create(number, for: "ann") }
        _ = try await store.scan(1)
        try await create(4, for: "ann")
        await #expect(throws: StoreFailure.crowded) { try await create(5, for: "ann") }
    }

    /// However short a life the portal gives its requests.
    @Test(arguments: [1, 120]) func aNoMakesNoRoomUntilTheRequestWouldHaveRunOut(
        scan: Int
    ) async throws {
        for number in 1...3 {
            try await create(number, for: "ann", scan: Seconds(scan))
            _ = try await store.scan(number)
            try await store.apply(number) { session, now throws(Refusal) in
                try session.deny(by: .phone, reason: .notMe, at: now)
            }
        }
        await #expect(throws: StoreFailure.crowded) { try await create(4, for: "ann") }
        try await create(5, for: "ann", by: "another portal")
        fixture.setClock(119_999)
        await #expect(throws: StoreFailure.crowded) { try await create(4, for: "ann") }
        fixture.setClock(120_000)
        try await create(4, for: "ann")
    }

    @Test(arguments: [1, 120]) func whereTheyHaveRunOutThereIsRoomAgain(scan: Int) async throws {
        let end = Int64(scan) * 1000
        for number in 1...3 { try await create(number, for: "ann", scan: Seconds(scan)) }
        fixture.setClock(end - 1)
        await #expect(throws: StoreFailure.crowded) { try await create(4, for: "ann") }
        #expect(try await ask(["ann"], 1, at: after(end - 1))?.count == 3)
        fixture.setClock(end)
        #expect(try await ask(["ann"], 2, at: after(end)) == [])
        try await create(4, for: "ann")
    }

    @Test func aStatementAsksOnce() async throws {
        try await create(1, for: "ann")
        #expect(try await ask(["ann"], 1) != nil)
        #expect(try await ask(["ann"], 1) == nil)
    }
}
