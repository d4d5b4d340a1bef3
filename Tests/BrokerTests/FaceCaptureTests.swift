import Base64URL
import Crypto
import FaceCheck
import LoginFlow
import NIOConcurrencyHelpers
import SessionStore
import StrictJSON
import Testing

@testable import Broker

/// The digest of a picture as statements write it.
func digestText(_ picture: [UInt8]) -> String {
    Base64URL.encode(Array(SHA256.hash(data: picture)))
}

/// Judges as it is told, and remembers what it was asked.
private final class Judge: FaceProvider {
    private let asked = NIOLockedValueBox<[FaceEvidence]>([])
    private let verdict: FaceProgress

    init(_ verdict: FaceProgress) { self.verdict = verdict }

    var evidence: [FaceEvidence] { asked.withLockedValue { $0 } }
    var methods: [String] { ["capture"] }
    var needsPortrait: Bool { true }

    func judgeAtOnce(_ evidence: FaceEvidence) -> FaceProgress? { nil }

    func submit(
        _ evidence: FaceEvidence, for order: FaceOrder, at now: Moment
    ) async -> FaceProgress {
        asked.withLockedValue { $0.append(evidence) }
        return verdict
    }

    func poll(at now: Moment) async -> [(order: FaceOrder, progress: FaceProgress)] { [] }

    func settle(_ order: FaceOrder) async {}
}

/// Pictures are judged here, beside a portrait that the wallet vouches for.
@Suite("Faces judged on this machine") struct FaceCaptureTests {
    private let portrait: [UInt8] = [1, 2, 3]
    private let pictures: [[UInt8]] = [[4], [5, 6]]

    private func fixture(
        _ verdict: FaceProgress = .recognised(template: [9, 9]), tries: Int = 3,
        actions: Int = 2, attests: Set<Wallet.Attestation> = [.face]
    ) throws -> (fixture: LoginFixture, judge: Judge) {
        let judge = Judge(verdict)
        let fixture = try LoginFixture(
            LoginFixture.Plan().with {
                $0.policy.asks = [.consent, .face]
                $0.policy.face = FaceRule(provider: .local, tries: tries, actions: actions)
                $0.providers = [.local: judge]
                $0.attests = attests
            })
        return (fixture, judge)
    }

    private var vouched: JSONObject { ["portrait": .string(digestText(portrait))] }

    /// A login whose person has decided, with the check that is open.
    private func checking(
        _ fixture: LoginFixture, _ members: JSONObject? = nil,
        _ change: (inout StartRequest) -> Void = { _ in }
    ) async throws -> (login: StartedLogin, check: DecisionAnswer.OpenFaceCheck) {
        let login = try await fixture.start(change)
        let scanned = try await fixture.scan(login.frame.payload)
        let answer = try await fixture.confirm(scanned, members ?? vouched)
        return (login, try #require(answer.openFaceCheck))
    }

    private func send(
        _ portrait: [UInt8]?, _ fixture: LoginFixture, _ login: StartedLogin,
        _ check: DecisionAnswer.OpenFaceCheck
    ) async throws -> DecisionAnswer {
        try await fixture.face(
            login.view.id, check, result: nil, pictures: pictures, portrait: portrait)
    }

    // MARK: The portrait

    @Test func thePicturesAreJudgedBesideThePortrait() async throws {
        let (fixture, judge) = try fixture()
        let (login, check) = try await checking(fixture)
        #expect(check.needsPortrait && check.methods == ["capture"])
        let answer = try await send(portrait, fixture, login, check)
        #expect(answer.status == .approved)
        let evidence = try #require(judge.evidence.first)
        #expect(evidence.portrait == portrait && evidence.pictures == pictures)
        #expect(evidence.actions.map(\.rawValue) == check.actions)
        #expect(evidence.timeLeft == 120, "the check is worth no work after its deadline")
    }

    /// Nothing has been looked at, so the person has lost nothing.
    @Test func aFullQueueUsesNoTry() async throws {
        let (fixture, judge) = try fixture(.overloaded, tries: 1)
        let (login, check) = try await checking(fixture)
        for _ in 0..<2 {
            await expectRefusal("overloaded") { try await send(portrait, fixture, login, check) }
        }
        #expect(judge.evidence.count == 2)
        let session = try await fixture.record(login).session
        #expect(session.faceTriesLeft == 1 && session.faceCheckNumber == 1)
    }

    @Test(arguments: [(20, true), (21, false)])
    func capturesHaveALimit(count: Int, isInIt: Bool) async throws {
        let (fixture, judge) = try fixture(.overloaded)
        let (login, check) = try await checking(fixture)
        for _ in 1..<count {
            _ = try? await send(portrait, fixture, login, check)
        }
        let before = judge.evidence.count
        _ = try? await send(portrait, fixture, login, check)
        #expect(judge.evidence.count == before + (isInIt ? 1 : 0))
    }

    /// A pass must say who was there, and not only that somebody was.
    @Test func aProviderKnowsThePersonByAMark() async throws {
        let (fixture, _) = try fixture()
        var subjects: [String] = []
        for sub in ["ann", "ann", "bob"] {
            let login = try await fixture.start()
            let scanned = try await fixture.scan(login.frame.payload, sub: sub)
            _ = try await fixture.confirm(scanned, vouched, sub: sub)
            let order = fixture.broker.faceOrder(try await fixture.record(login), 1)
            #expect(order.reference == fixture.broker.faceCheckID(login.view.id, 1))
            subjects.append(order.subject)
        }
        #expect(subjects[0] == subjects[1] && subjects[0] != subjects[2])
        #expect(subjects.allSatisfy { $0.utf8.count == 43 })
    }

    @Test func anotherPortraitUsesNoTry() async throws {
        let (fixture, judge) = try fixture(tries: 1)
        let (login, check) = try await checking(fixture)
        for wrong in [nil, [], [1, 2], [1, 2, 4], pictures[0]] as [[UInt8]?] {
            await expectRefusal("captureMismatch") {
                try await send(wrong, fixture, login, check)
            }
        }
        #expect(judge.evidence.isEmpty, "nobody looked at them")
        #expect(try await fixture.view(login).status == .faceChecking)
        #expect(try await fixture.record(login).session.faceTriesLeft == 1)
        #expect(try await send(portrait, fixture, login, check).status == .approved)
    }

    @Test func aPictureThatWasExchangedUsesNoTry() async throws {
        let (fixture, judge) = try fixture(tries: 1)
        let (login, check) = try await checking(fixture)
        let members: JSONObject = [
            "sid": .string(login.view.id.text), "check_id": .string(check.checkID),
            "challenge": .string(check.challenge),
            "capture": .array(pictures.map { .string(digestText($0)) }),
        ]
        for sent in [[], [pictures[0]], [pictures[1], pictures[0]], pictures + [[7]]] {
            await expectRefusal("captureMismatch") {
                try await fixture.broker.face(
                    fixture.statement("face", members),
                    FacePictures(portrait: portrait, pictures: sent),
                    address: LoginFixture.address)
            }
        }
        #expect(judge.evidence.isEmpty)
        #expect(try await fixture.record(login).session.faceTriesLeft == 1)
    }

    @Test func withoutPortraitThereIsNoYes() async throws {
        let (fixture, _) = try fixture()
        let login = try await fixture.start()
        let scanned = try await fixture.scan(login.frame.payload)
        await expectRefusal("missingAsk(\"portrait\")") {
            try await fixture.confirm(scanned)
        }
        for wrong in ["", "x", digestText(portrait) + "A", String(digestText(portrait).dropLast())]
        {
            await expectRefusal("invalidRequest(parameter: \"portrait\")") {
                try await fixture.confirm(scanned, ["portrait": .string(wrong)])
            }
        }
        #expect(try await fixture.confirm(scanned, vouched).status == .faceChecking)
    }

    // MARK: Who vouches for it

    /// Otherwise whoever has a phone with a key could bring their own face for somebody else's.
    @Test func aDeviceKeyVouchesOnlyWhereItIsEnrolledForIt() async throws {
        for (attests, refusal) in [([], "notAttested"), (["pin"], "notAttested"), (["face"], nil)] {
            let (fixture, _) = try fixture(attests: [.pin, .face])
            try await fixture.enrol(attests: attests)
            let scanned = try await fixture.scan(fixture.start().frame.payload, by: .device)
            if let refusal {
                await expectRefusal(refusal) {
                    try await fixture.confirm(scanned, vouched, by: .device)
                }
            } else {
                let answer = try await fixture.confirm(scanned, vouched, by: .device)
                #expect(answer.status == .faceChecking)
            }
        }
    }

    @Test func aWalletThatMayNotVouchForFacesDoesNot() async throws {
        let (fixture, _) = try fixture(attests: [.pin])
        let scanned = try await fixture.scan(fixture.start().frame.payload)
        await expectRefusal("notAttested") { try await fixture.confirm(scanned, vouched) }
        try await fixture.enrol(attests: ["face"])
        let other = try await fixture.scan(fixture.start().frame.payload, by: .device)
        let members = try vouchedInside(other, digestText(portrait), fixture)
        await expectRefusal("notAttested") {
            try await fixture.confirm(other, members, by: .device)
        }
    }

    /// A decision with a word of the wallet about a portrait in it.
    private func vouchedInside(
        _ scanned: ScanAnswer, _ digest: String, _ fixture: LoginFixture
    ) throws -> JSONObject {
        var members = vouched
        let word: JSONObject = [
            "sid": .string(scanned.record.id.text), "challenge": .string(scanned.challenge),
            "portrait": .string(digest),
        ]
        members.append("attestation", try fixture.statement("attest", word))
        return members
    }

    /// The wallet's own word inside the decision of a device key.
    @Test(arguments: [true, false])
    func theWalletVouchesInsideTheDecision(isSamePortrait: Bool) async throws {
        let (fixture, _) = try fixture()
        try await fixture.enrol()
        let scanned = try await fixture.scan(fixture.start().frame.payload, by: .device)
        let named = digestText(isSamePortrait ? portrait : [0])
        let members = try vouchedInside(scanned, named, fixture)
        if isSamePortrait {
            let answer = try await fixture.confirm(scanned, members, by: .device)
            #expect(answer.status == .faceChecking)
        } else {
            await expectRefusal("notAttested") {
                try await fixture.confirm(scanned, members, by: .device)
            }
        }
    }

    // MARK: Movements

    @Test(arguments: 0...3)
    func asManyMovementsAsThePolicySaysAllDifferent(count: Int) async throws {
        let (fixture, _) = try fixture(.verdict(.fail(.notLive)), tries: 10, actions: count)
        var (login, check) = try await checking(fixture)
        var drawn: Set<[String]> = []
        for _ in 0..<9 {
            #expect(check.actions.count == count && Set(check.actions).count == count)
            #expect(Set(check.actions).isSubset(of: FaceAction.allCases.map(\.rawValue)))
            drawn.insert(check.actions)
            check = try #require(
                try await send(portrait, fixture, login, check).openFaceCheck)
        }
        #expect(count == 0 || drawn.count > 1, "a film of the last check is of no use")
        login = try await fixture.start()
        #expect(login.view.status == .waiting)
    }

    @Test func everyMovementIsDrawnAndNoneMuchOfter() throws {
        let (fixture, _) = try fixture()
        var counts: [FaceAction: Int] = [:]
        for number in 1...2_000 {
            let session = try checking(number, fixture)
            for action in fixture.broker.faceActions(session, number) {
                counts[action, default: 0] += 1
            }
        }
        #expect(counts.count == FaceAction.allCases.count)
        #expect(counts.values.allSatisfy { (650...950).contains($0) }, "\(counts)")
    }

    private func checking(_ number: Int, _ fixture: LoginFixture) throws -> LoginSession {
        let id = try #require(SessionID(bytes: [UInt8](repeating: UInt8(number % 256), count: 16)))
        return LoginSession(
            id: id, request: .sample,
            policy: Policy().with {
                $0.asks = [.face]
                $0.face = FaceRule(provider: .local, tries: 3)
            }, now: decided)
    }

    @Test func aProviderElsewhereIsAskedNoMovements() async throws {
        let fixture = try LoginFixture(
            LoginFixture.Plan().with { $0.policy.asks = [.face] })
        let scanned = try await fixture.scan(fixture.start().frame.payload)
        let check = try #require(try await fixture.confirm(scanned).openFaceCheck)
        #expect(check.actions == [] && !check.needsPortrait && check.methods == ["result"])
    }

    // MARK: What is kept of the face

    /// - Returns: what is kept with the login session, with its grant and with its sign-in.
    private func kept(_ fixture: LoginFixture, scopes: JSONValue) async throws -> [[UInt8]?] {
        var members = vouched
        members.append("scopes", scopes)
        let (login, check) = try await checking(fixture, members) {
            $0.scope = "openid profile portrait"
        }
        _ = try await send(portrait, fixture, login, check)
        let approval = fixture.broker.approval(of: try await fixture.record(login))
        let token = try await fixture.redeem(login).accessToken
        let live = try #require(try await fixture.broker.live(accessToken: token))
        let joined = try await fixture.broker.store.signIns(.id(live.grant.signIn))
        let identity = try #require(joined.first.flatMap { fixture.broker.identity(of: $0.signIn) })
        #expect(identity.approval.portrait == nil)
        return [approval?.template, live.facts.template, identity.approval.template]
    }

    @Test func theFaceIsKeptOnlyForWhoeverMayCompareAPortrait() async throws {
        let (fixture, _) = try fixture()
        #expect(try await kept(fixture, scopes: ["profile"]) == [nil, nil, nil])
        #expect(try await kept(fixture, scopes: ["portrait"]) == [[9, 9], [9, 9], nil])
    }

    @Test func aPortalWithoutTheScopeComparesNothing() async throws {
        let (fixture, _) = try fixture()
        for (scopes, refusal) in [
            (["profile"], "oauth(Broker.OAuthRefusal.insufficientScope)"),
            (["portrait"], "unavailable(\"no local face provider\")"),
        ] as [(JSONValue, String)] {
            var members = vouched
            members.append("scopes", scopes)
            let (login, check) = try await checking(fixture, members) {
                $0.scope = "openid profile portrait"
            }
            _ = try await send(portrait, fixture, login, check)
            let token = try await fixture.redeem(login).accessToken
            await expectRefusal(refusal) {
                try await fixture.broker.checkPortrait(portrait, .bearer(token))
            }
            await expectRefusal("oauth(Broker.OAuthRefusal.invalidToken)") {
                try await fixture.broker.checkPortrait(portrait, .bearer(token + "x"))
            }
        }
    }

    /// Whoever may ask for any picture whether it is the person could search an archive for them.
    @Test func comparingPortraitsHasALimitForEachLogin() async throws {
        let fixture = try LoginFixture()
        var tokens: [String] = []
        for _ in 0..<2 {
            let login = try await fixture.start { $0.scope = "openid portrait" }
            try await fixture.approve(login, ["scopes": ["portrait"]])
            tokens.append(try await fixture.redeem(login).accessToken)
        }
        func compare(_ token: String) async -> String {
            do {
                _ = try await fixture.broker.checkPortrait([1], .bearer(token))
                return "compared"
            } catch {
                if case .rateLimited = error { return "limited" }
                return "\(error)"
            }
        }
        for _ in 0..<20 { #expect(await compare(tokens[0]) == "noReference") }
        #expect(await compare(tokens[0]) == "limited")
        #expect(await compare(tokens[1]) == "noReference")
    }

    @Test func aLoginWithoutFaceHasNothingToCompareWith() async throws {
        let fixture = try LoginFixture()
        let login = try await fixture.start { $0.scope = "openid portrait" }
        try await fixture.approve(login, ["scopes": ["portrait"]])
        let token = try await fixture.redeem(login).accessToken
        await expectRefusal("noReference") {
            try await fixture.broker.checkPortrait([1], .bearer(token))
        }
    }
}
