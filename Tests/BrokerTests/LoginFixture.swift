import Crypto
import FaceCheck
import Foundation
import LoginFlow
import NIOConcurrencyHelpers
import Secrets
import SessionStore
import StrictJSON
import Testing
import Tokens
import WaitingRoom

@testable import Broker

/// A broker with one portal and one wallet, and a clock set by hand: everything but HTTP.
final class LoginFixture: Sendable {
    /// What differs from test to test.
    struct Plan: Sendable {
        var policy = Policy().with { $0.asks = [.consent] }
        /// Of purposes that differ.
        var policies: [Purpose: Policy] = [:]
        var levels = AssuranceRules.standard
        var providers: [FaceProviderKind: any FaceProvider] = [.attested: AttestedFaceProvider()]
        var attests = Set(Wallet.Attestation.allCases)
        var limits = LimitSettings()
        var returnURIs: [String] = []
        /// Of the portal.
        var authentication = RelyingParty.Authentication.none
        /// Of the wallet.
        var deepLink: String?
        /// Offered by the portal beside `one`; nobody has them.
        var otherWallets: [String] = []

        func with(_ change: (inout Plan) -> Void) -> Plan {
            var plan = self
            change(&plan)
            return plan
        }
    }

    static let issuer = "https://login.example"
    /// RFC 7636 appendix B.
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    static let address = "203.0.113.7"
    static let redirectURI = "https://portal.example/cb"

    let broker: Broker
    let party: RelyingParty
    /// The wallet's own key, and that of the phone.
    let walletKey = SigningKey.newES256()
    let deviceKey = SigningKey.newES256()
    private let folder: TemporaryFolder
    private let time: NIOLockedValueBox<Moment>

    init(_ plan: Plan = Plan()) throws {
        let folder = try TemporaryFolder()
        let time = NIOLockedValueBox(decided)
        self.folder = folder
        self.time = time
        party = Self.party(plan)
        let wallet = Wallet(
            id: "one", name: LocalizedText("One"), keys: KeySet([walletKey.publicKey]),
            signsDecisions: true, attests: plan.attests, deepLink: plan.deepLink)
        let others = plan.otherWallets.map {
            Wallet(
                id: $0, name: LocalizedText($0), keys: KeySet(), signsDecisions: true, attests: [],
                deepLink: nil)
        }
        var settings = BrokerSettings(
            issuer: Self.issuer, relyingParties: [party], wallets: [wallet] + others,
            terms: ["notice": Terms(version: "1", title: LocalizedText("Notice"), url: "/n")],
            limits: plan.limits)
        settings.levels = plan.levels
        settings.policies = ["default": plan.policy]
        let key = SymmetricKey(size: .bits256)
        let ring = KeyRing(derivation: key, sealing: key, subject: key)
        let clock = BrokerClock(
            now: { time.withLockedValue { $0 } },
            waiting: { WaitingInstant(milliseconds: time.withLockedValue { $0.milliseconds }) })
        broker = Broker(
            settings: settings, keys: ring,
            signers: TokenSigners([TokenSigners.Entry(key: .newES256(), madeAt: decided)]),
            clock: clock,
            store: try Self.openStore(in: folder, ring, clock),
            room: WaitingRoom(), faceProviders: plan.providers,
            random: { count in (0..<count).map { _ in .random(in: 0...255) } })
    }

    private static func openStore(
        in folder: TemporaryFolder, _ keys: KeyRing, _ clock: BrokerClock
    ) throws -> SessionStore {
        try SessionStore(
            path: databasePath(in: folder), keyCheck: keys.checkValue,
            clock: clock.now, afterCommit: { _ in })
    }

    var databasePath: String { Self.databasePath(in: folder) }

    private static func databasePath(in folder: TemporaryFolder) -> String {
        folder.url.appending(path: "test.sqlite").path
    }

    /// The database as another process opens it.
    func openStoreElsewhere() throws -> SessionStore {
        try Self.openStore(in: folder, broker.keys, broker.clock)
    }

    private static func party(_ plan: Plan) -> RelyingParty {
        let scopes = ["profile", "email", "credential", "portrait", "offline_access"].map {
            RelyingParty.Scope(name: $0, isRequired: false, title: LocalizedText($0))
        }
        let purposes = Purpose.allCases.map {
            ($0, RelyingParty.PurposePolicy(fallback: plan.policies[$0] ?? plan.policy))
        }
        var party = RelyingParty(
            id: "portal", name: LocalizedText("Portal"), domain: "portal.example", logoURI: nil,
            redirectURIs: [redirectURI],
            origins: ["https://portal.example", "http://127.0.0.1:8081"],
            authentication: plan.authentication, scopes: scopes, sector: nil,
            idTokenAlgorithm: .es256, wallets: ["one"] + plan.otherWallets,
            policies: Dictionary(uniqueKeysWithValues: purposes))
        party.returnURIs = plan.returnURIs
        return party
    }

    func setClock(_ moment: Moment) { time.withLockedValue { $0 = moment } }

    // MARK: The page

    func request(_ change: (inout StartRequest) -> Void = { _ in }) -> StartRequest {
        var asked = StartRequest(clientID: "portal", redirectURI: Self.redirectURI)
        asked.codeChallenge = Self.challenge
        asked.codeChallengeMethod = "S256"
        asked.scope = "openid profile"
        change(&asked)
        return asked
    }

    func requester() -> Requester {
        Requester(address: Self.address, userAgent: "Firefox/133.0", keys: broker.keys)
    }

    /// A login of a page of the portal, or of the broker's own.
    func start(
        isHosted: Bool = false, _ change: (inout StartRequest) -> Void = { _ in }
    ) async throws -> StartedLogin {
        let asked = request(change)
        return isHosted
            ? try await broker.authorize(asked, requester: requester())
            : try await broker.start(asked, requester: requester())
    }

    func view(_ login: StartedLogin) async throws -> PageView {
        let wait = broker.pageWait(login.view.id, login.pollToken, after: 0, wait: 0)
        guard case .page(let view) = try await broker.look(wait) else {
            throw BrokerRefusal.notFound
        }
        return view
    }

    func record(_ login: StartedLogin) async throws -> SessionRecord {
        try await broker.owned(login.view.id, login.pollToken)
    }

    /// What the portal gets for the code of an approved login.
    func tokens(_ login: StartedLogin) async throws -> IssuedTokens {
        try await broker.redeem(
            code: broker.keys.authorizationCode(for: login.pollToken).exposedText,
            CodeProof(
                redirectURI: Self.redirectURI, verifier: Self.verifier, keyThumbprint: nil),
            by: party, address: Self.address)
    }

    /// The same, and what the tokens tell.
    func redeem(_ login: StartedLogin) async throws -> (
        idToken: JSONObject, userInfo: JSONValue, accessToken: String
    ) {
        let tokens = try await tokens(login)
        let answer = try await broker.userInfo(.bearer(tokens.accessToken))
        guard case .plain(let userInfo) = answer else { throw BrokerRefusal.notFound }
        let idToken = try CompactJWS(parsing: tokens.idToken).unverifiedPayload
        return (idToken, userInfo, tokens.accessToken)
    }

    // MARK: The phone

    /// Who signs what the phone says.
    enum Signer: Sendable { case wallet, device }

    func statement(
        _ act: String, _ members: JSONObject, by signer: Signer = .wallet,
        sub: String = "zhang-wei", phone: String = "phone"
    ) throws -> String {
        let now = broker.clock.now().seconds
        var claims: JSONObject = [
            "iss": "one", "sub": .string(sub), "aud": .string(Self.issuer), "iat": .integer(now),
            "exp": .integer(now + 60), "jti": .string(UUID().uuidString), "act": .string(act),
            "device": ["id": .string(phone)],
        ]
        for member in members.members { claims.append(member.key, member.value) }
        let key = signer == .wallet ? walletKey : deviceKey
        return try CompactJWS.signed(claims, type: "qrlogin+jwt", by: key)
    }

    /// Enrols the phone's key.
    func enrol(attests: [String] = []) async throws {
        let members: JSONObject = [
            "cnf": ["jwk": deviceKey.publicKey.jwk],
            "attests": .array(attests.map(JSONValue.string)),
        ]
        _ = try await broker.enrol(statement("enrol", members), address: Self.address)
    }

    func scan(
        _ payload: String, via: String? = nil, by signer: Signer = .wallet,
        sub: String = "zhang-wei"
    ) async throws -> ScanAnswer {
        var members: JSONObject = ["qr": .string(payload)]
        members.append("via", via.map(JSONValue.string))
        return try await broker.scan(
            statement("scan", members, by: signer, sub: sub), address: Self.address)
    }

    func confirm(
        _ scan: ScanAnswer, _ members: JSONObject = [:], act: String = "confirm",
        by signer: Signer = .wallet, sub: String = "zhang-wei"
    ) async throws -> DecisionAnswer {
        var all: JSONObject = [
            "sid": .string(scan.record.id.text), "challenge": .string(scan.challenge),
        ]
        if members["scopes"] == nil { all.append("scopes", ["profile"]) }
        for member in members.members { all.append(member.key, member.value) }
        return try await broker.confirm(
            statement(act, all, by: signer, sub: sub), address: Self.address)
    }

    /// A face result, or the digests of pictures and the pictures themselves.
    func face(
        _ id: SessionID, _ check: DecisionAnswer.OpenFaceCheck, result: String? = "pass",
        pictures: [[UInt8]] = [], portrait: [UInt8]? = nil, by signer: Signer = .wallet
    ) async throws -> DecisionAnswer {
        var members: JSONObject = [
            "sid": .string(id.text), "check_id": .string(check.checkID),
            "challenge": .string(check.challenge),
        ]
        members.append("result", result.map(JSONValue.string))
        if result == "fail" { members.append("reason", "mismatch") }
        if !pictures.isEmpty {
            members.append("capture", .array(pictures.map { .string(digestText($0)) }))
        }
        return try await broker.face(
            statement("face", members, by: signer),
            FacePictures(portrait: portrait, pictures: pictures), address: Self.address)
    }

    /// A whole login of the person, as far as the face.
    func approve(
        _ login: StartedLogin, _ members: JSONObject = [:], by signer: Signer = .wallet
    ) async throws {
        let scanned = try await scan(login.frame.payload, by: signer)
        let answer = try await confirm(scanned, members, by: signer)
        guard let check = answer.openFaceCheck else { return }
        _ = try await face(login.view.id, check)
    }

    /// The level that the person keeps now.
    func held(by sub: String = "zhang-wei") async throws -> Int {
        let person = broker.keys.person(wallet: "one", sub: sub)
        return try await broker.store.change(.id(SessionID(bytes: [UInt8](0..<16))!)) {
            try $0.heldLevel(of: person)
        }
    }
}
