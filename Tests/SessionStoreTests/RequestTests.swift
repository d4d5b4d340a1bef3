import LoginFlow
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

    private func create(_ number: Int, for subject: String, scan: Seconds = 120) async throws {
        var policy = Policy()
        policy.lifetimes.scan = scan
        _ = try await store.create(addressedTo: subject) { [policy] in
            .new(number, policy: policy, at: $0)
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

    @Test func theNewestComeFirstAndNotTooMany() async throws {
        for number in 1...4 { try await create(number, for: "ann", scan: Seconds(100 + number)) }
        #expect(
            try await ask(["ann"], 1, limit: 3) == [4, 3, 2].map { SessionID(number: $0) })
    }

    @Test func whoeverAsksSeesHowFarItIs() async throws {
        try await create(1, for: "ann")
        _ = try await store.scan(1)
        let found = try await store.addressedRequests(
            to: ["ann"], at: created, limit: 9, by: .number(1))
        #expect(found.answer?.map(\.session.state.status) == [.scanned])
    }

    @Test func aStatementAsksOnce() async throws {
        try await create(1, for: "ann")
        #expect(try await ask(["ann"], 1) != nil)
        #expect(try await ask(["ann"], 1) == nil)
    }
}
