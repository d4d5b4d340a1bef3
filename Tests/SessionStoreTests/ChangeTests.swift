import GRDB
import LoginFlow
import Rush
import Testing

@testable import SessionStore

@Suite struct ChangeTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    // MARK: Races

    @Test func inv1_ofTwentyParallelScansOneClaims() async throws {
        let store = try fixture.open()
        try await store.create(1)
        let refusals = try await store.rush(20) { number in
            let device = Digest(number: number, kind: 1)
            return try await store.scan(
                1, by: Claim(wallet: "one", device: device, deviceKey: nil))
        }
        #expect(refusals.filter { $0 == nil }.count == 1)
        #expect(refusals.filter { $0 == .alreadyScanned }.count == 19)
        let record = try await store.read(SessionID(number: 1))
        #expect(record?.session.version == 2)
        #expect(record?.session.hadSecondScan == true)
    }

    @Test func inv3_ofFiftyParallelRedemptionsOneGetsTheTokens() async throws {
        let store = try fixture.open()
        try await store.create(1)
        _ = try await store.scan(1)
        _ = try await store.confirm(1)
        let refusals = try await store.rush(50) { _ in try await store.redeem(1) }
        #expect(refusals.filter { $0 == nil }.count == 1)
        #expect(refusals.filter { $0 == .codeUsed }.count == 49)
        try AuditReader.expectChain(fixture)
    }

    // MARK: Finding and reading

    @Test func aLoginSessionIsFoundByEachOfItsKeys() async throws {
        let store = try fixture.open()
        let record = try await store.create(5)
        try await store.create(6)
        let digests = record.digests
        let keys: [SessionKey] = [
            .id(record.id), .scanToken(digests.scanToken), .userCode(digests.userCode!),
            .authorizationCode(digests.authorizationCode),
        ]
        for key in keys {
            let found = try await store.change(key) { $0.record?.id }
            #expect(found == record.id)
        }
        for key in [
            SessionKey.scanToken(digests.authorizationCode), .userCode(digests.scanToken),
            .authorizationCode(digests.pollToken), .id(SessionID(number: 7)),
        ] {
            let found = try await store.change(key) { $0.record?.id }
            #expect(found == nil, "a secret is good for its own purpose only")
        }
    }

    @Test func whatIsReadFromTheDiskIsWhatWasWritten() async throws {
        let store = try fixture.open()
        let policy = Policy.everything
        for number in 1...6 { try await store.create(number, policy: policy) }
        for number in 2...6 { _ = try await store.scan(number) }
        _ = try await store.scan(2, by: .otherPhone)
        for number in 3...6 {
            try await store.apply(number) { session, now throws(Refusal) in
                try session.confirm(by: .phone, answers: .everything, at: now)
                for verdict in [FaceVerdict.error, .fail(.notLive), .error] {
                    try session.takeFaceVerdict(
                        verdict, check: session.faceCheckNumber, isAttested: true, at: now)
                }
            }
        }
        for number in 4...6 {
            try await store.apply(number) { session, now throws(Refusal) in
                try session.takeFaceVerdict(.pass, check: 4, isAttested: true, at: now)
            }
        }
        try await store.apply(5) { session, now throws(Refusal) in
            try session.redeem(isRightClient: false, isRightProof: true, at: now)
        }
        _ = try await store.redeem(6)
        let again = try fixture.open()
        for number in 1...6 {
            let id = SessionID(number: number)
            let remembered = try await store.read(id)
            #expect(try await again.read(id) == remembered)
            #expect(remembered != nil)
        }
        let statuses = try await [1, 2, 3, 5, 6].asyncMap {
            try await again.read(SessionID(number: $0))?.session.state.status
        }
        #expect(statuses == [.waiting, .scanned, .faceChecking, .approved, .redeemed])
    }

    @Test func readingNeverGoesBack() async throws {
        let store = try fixture.open()
        let first = try await store.create(1)
        _ = try await store.scan(1)
        let second = try await store.read(first.id)
        var recent = RecentSessions()
        recent.remember(committed: try #require(second))
        recent.remember(read: first)
        #expect(recent[first.id]?.record.session.version == 2, "INV-5")
    }

    @Test func aChangeThatChangesNothingTellsNobody() async throws {
        let store = try fixture.open()
        try await store.create(1)
        _ = try await store.scan(1)
        _ = try await store.scan(1)
        try await store.apply(9) { _, _ throws(Refusal) in }
        let told = fixture.published.map(\.count)
        #expect(told == [1, 1, 0, 0])
    }

    // MARK: Replacing

    @Test func theFormerOneEndsInTheSameCommit() async throws {
        let store = try fixture.open()
        let former = try await store.create(1)
        _ = try await store.create(replacing: (former.id, former.digests.pollToken)) {
            .new(2, at: $0)
        }
        #expect(try await store.read(former.id)?.session.state == .replaced)
        let told = fixture.published.map { $0.map(\.id) }
        #expect(told == [[former.id], [SessionID(number: 2), former.id]])
    }

    @Test func aPairThatDoesNotFitReplacesNothing() async throws {
        let store = try fixture.open()
        let former = try await store.create(1)
        let pairs = [
            (former.id, former.digests.scanToken), (former.id, Digest(99)),
            (SessionID(number: 77), former.digests.pollToken),
        ]
        for (offset, pair) in pairs.enumerated() {
            _ = try await store.create(replacing: pair) { .new(10 + offset, at: $0) }
        }
        #expect(try await store.read(former.id)?.session.state.status == .waiting)
    }
}

extension Policy {
    static let everything: Policy = {
        var policy = Policy()
        policy.asks = [
            .credential, .pin, .consent,
            .terms([TermsVersion(id: "a", version: "1"), TermsVersion(id: "b", version: "2")]),
            .face, .organisation,
        ]
        policy.face = FaceRule(provider: .simulator, tries: 2, actions: 3)
        policy.minimumLevel = 4
        policy.numberMatch = .off
        policy.userCode = false
        policy.rotation = 7
        policy.lifetimes.scan = 11
        policy.lifetimes.decide = 12
        policy.lifetimes.face = 13
        policy.lifetimes.redeem = 14
        policy.lifetimes.total = 15
        return policy
    }()
}

extension Answers {
    static let everything: Answers = {
        var answers = Answers()
        answers.pin = .attested
        answers.credential = "card"
        answers.organisation = .attested
        answers.scopes = []
        answers.terms = [TermsVersion(id: "a", version: "1"), TermsVersion(id: "b", version: "2")]
        return answers
    }()
}

extension Array {
    func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
