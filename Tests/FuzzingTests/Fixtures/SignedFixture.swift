import Base64URL
import Broker
import Crypto
import Foundation
import LoginFlow
import Secrets
import SessionStore
import StrictJSON
import Tokens
import WaitingRoom

/// A broker whose clock stands still, with a wallet and a portal whose keys are always the same.
struct SignedFixture: Sendable {
    static let shared: SignedFixture = {
        guard let fixture = try? SignedFixture() else {
            preconditionFailure("a folder for a database")
        }
        return fixture
    }()

    static let issuer = "https://login.example"
    static let now = Moment(seconds: 1_700_000_000)
    static let walletKey = key(11)
    static let deviceKey = key(12)
    static let portalKey = key(13)

    let broker: Broker

    private init() throws {
        let folder = TemporaryFolder.url
        let ring = KeyRing(
            derivation: SymmetricKey(data: [UInt8](repeating: 1, count: 32)),
            sealing: SymmetricKey(data: [UInt8](repeating: 2, count: 32)),
            subject: SymmetricKey(data: [UInt8](repeating: 3, count: 32)))
        let path = folder.appending(path: "fuzzing.sqlite").path
        let store = try SessionStore(
            path: path, keyCheck: ring.checkValue, clock: { Self.now }, afterCommit: { _ in })
        broker = Broker(
            settings: Self.settings, keys: ring,
            signers: TokenSigners([TokenSigners.Entry(key: Self.key(9), madeAt: Self.now)]),
            clock: BrokerClock(
                now: { Self.now }, waiting: { WaitingInstant(milliseconds: Self.now.milliseconds) }),
            store: store, room: WaitingRoom(), faceProviders: [:],
            random: { [UInt8](repeating: 7, count: $0) })
    }

    private static func key(_ byte: UInt8) -> SigningKey {
        let scalar = Base64URL.encode([UInt8](repeating: byte, count: 32))
        let jwk: JSONValue = ["kty": "EC", "crv": "P-256", "d": .string(scalar)]
        guard let key = try? SigningKey(privateJWK: jwk) else {
            preconditionFailure("thirty-two bytes below the order of the curve")
        }
        return key
    }

    private static var settings: BrokerSettings {
        let wallet = Wallet(
            id: "one", name: LocalizedText("One"), keys: KeySet([walletKey.publicKey]),
            signsDecisions: true, attests: Set(Wallet.Attestation.allCases), deepLink: nil)
        let portal = RelyingParty(
            id: "portal", name: LocalizedText("Portal"), domain: "portal.example", logoURI: nil,
            redirectURIs: ["https://portal.example/cb"], origins: [],
            authentication: .keys(KeySet([portalKey.publicKey])), scopes: [], sector: nil,
            idTokenAlgorithm: .es256, wallets: ["one"],
            policies: [.login: RelyingParty.PurposePolicy(fallback: Policy())])
        var limits = LimitSettings()
        limits.invalidStatementPerAddress = nil
        return BrokerSettings(
            issuer: issuer, relyingParties: [portal], wallets: [wallet], terms: [:], limits: limits)
    }

    /// Whether the bytes under the signature are those of one of these texts. The signature itself may
    /// differ: whoever has one for ES256 can work out a second.
    static func isSigned(_ text: String, as texts: [String]) -> Bool {
        texts.contains { same(signedPart($0), signedPart(text)) }
    }

    private static func signedPart(_ text: String) -> Substring {
        text[..<(text.lastIndex(of: ".") ?? text.startIndex)]
    }
}
