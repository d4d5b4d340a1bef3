import Base64URL
import Broker
import Crypto
import FaceCheck
import LoginFlow
import RateLimiting
import Secrets
import StrictJSON
import Tokens

/// The configuration every simulated broker runs with: four portals that ask for different things, and
/// two wallets. Lifetimes are short, so that deadlines are met often.
enum Setting {
    static let issuer = "https://login.example"
    static let clients = ["plain", "strict", "slow", "known"]

    static let keys: KeyRing = {
        func key(_ byte: UInt8) -> SymmetricKey {
            SymmetricKey(data: [UInt8](repeating: byte, count: 32))
        }
        return KeyRing(derivation: key(1), sealing: key(2), subject: key(3))
    }()

    /// The key that subjects are made with, for a second opinion on them.
    static let subjectKey = SymmetricKey(data: [UInt8](repeating: 3, count: 32))

    /// A private key that is the same in every run.
    static func signingKey(_ byte: UInt8) -> SigningKey {
        let scalar = Base64URL.encode([UInt8](repeating: byte, count: 32))
        let jwk: JSONValue = ["kty": "EC", "crv": "P-256", "d": .string(scalar)]
        guard let key = try? SigningKey(privateJWK: jwk) else {
            preconditionFailure("thirty-two bytes below the order of the curve")
        }
        return key
    }

    static let tokenKey = signingKey(9)
    static let walletKeys = ["one": signingKey(11), "two": signingKey(12)]

    // MARK: Policies

    static let lifetimes: [String: Lifetimes] = [
        "plain": lifetimes(scan: 40, decide: 30, face: 30, redeem: 20, total: 90),
        "strict": lifetimes(scan: 40, decide: 40, face: 30, redeem: 25, total: 100),
        "slow": lifetimes(scan: 40, decide: 30, face: 40, redeem: 30, total: 120),
        "known": lifetimes(scan: 60, decide: 40, face: 30, redeem: 30, total: 70),
    ]

    private static func lifetimes(
        scan: Seconds, decide: Seconds, face: Seconds, redeem: Seconds, total: Seconds
    ) -> Lifetimes {
        var lifetimes = Lifetimes()
        (lifetimes.scan, lifetimes.decide, lifetimes.face) = (scan, decide, face)
        (lifetimes.redeem, lifetimes.total) = (redeem, total)
        return lifetimes
    }

    static let terms = TermsVersion(id: "notice", version: "1")

    static func policy(_ client: String) -> Policy {
        var policy = Policy()
        policy.lifetimes = lifetimes[client] ?? Lifetimes()
        switch client {
        case "strict":
            policy.asks = [.credential, .pin, .terms([terms]), .consent, .face]
            policy.face = FaceRule(provider: .attested, tries: 2)
            policy.numberMatch = .always
        case "slow":
            policy.asks = [.organisation, .consent, .face]
            policy.face = FaceRule(provider: .remote, tries: 3)
        case "known":
            policy.asks = [.consent]
            policy.singleSignOn = 3_600
            policy.stepUp = [.face]
            policy.rotation = 0
        default:
            policy.asks = [.consent]
            policy.numberMatch = .off
        }
        return policy
    }

    // MARK: Portals and wallets

    static func redirectURI(_ client: String) -> String { "https://\(client).example/cb" }
    static func returnURI(_ client: String) -> String { "https://\(client).example/back" }
    static let secret = ClientSecret(bytes: [UInt8](repeating: 7, count: 32))

    static func party(_ client: String) -> RelyingParty {
        let scopes = ["profile", "email", "offline_access"].map {
            RelyingParty.Scope(name: $0, isRequired: $0 == "profile", title: LocalizedText($0))
        }
        let policy = RelyingParty.PurposePolicy(fallback: policy(client))
        let isPublic = client == "plain" || client == "slow"
        var party = RelyingParty(
            id: client, name: LocalizedText(client), domain: "\(client).example", logoURI: nil,
            redirectURIs: [redirectURI(client)], origins: ["https://\(client).example"],
            authentication: isPublic ? .none : .secret(Digest(of: secret)), scopes: scopes,
            sector: client == "strict" ? "strict.example" : nil, idTokenAlgorithm: .es256,
            wallets: client == "plain" ? ["one"] : ["one", "two"],
            policies: [.login: policy, .register: policy, .faceCheck: policy])
        party.returnURIs = [returnURI(client)]
        party.backchannelLogoutURI = "https://\(client).example/logout"
        if client == "plain" { party.userInfo.maximumAge = 15 }
        if client == "known" { party.pingEndpoint = "https://known.example/ping" }
        return party
    }

    static let settings: BrokerSettings = {
        let wallets = ["one", "two"].compactMap { id in
            walletKeys[id].map {
                Wallet(
                    id: id, name: LocalizedText(id), keys: KeySet([$0.publicKey]),
                    signsDecisions: id == "one",
                    attests: Set(Wallet.Attestation.allCases), deepLink: nil)
            }
        }
        var limits = LimitSettings()
        limits.unknownCodePerSubject = Allowance(count: 4, seconds: 600)
        var settings = BrokerSettings(
            issuer: issuer, relyingParties: clients.map(party), wallets: wallets,
            terms: ["notice": Terms(version: "1", title: LocalizedText("Notice"), url: "/n")],
            limits: limits)
        settings.risk.failuresPerSubject = Allowance(count: 1, seconds: 600)
        settings.policies = Dictionary(uniqueKeysWithValues: clients.map { ($0, policy($0)) })
        return settings
    }()
}
