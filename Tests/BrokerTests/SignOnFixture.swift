import LoginFlow
import StrictJSON

@testable import Broker

let decided = Moment(seconds: 1_000_000_000)

/// Seconds after the person showed themselves on a phone.
func later(_ seconds: Int64, _ milliseconds: Int64 = 0) -> Moment {
    Moment(milliseconds: decided.milliseconds + seconds * 1_000 + milliseconds)
}

extension Digest {
    init(_ byte: UInt8) { self.init(bytes: [UInt8](repeating: byte, count: 32))! }
}

extension LoginRequest {
    /// Asks for e-mail, by any of two wallets.
    static let sample: LoginRequest = {
        var request = LoginRequest(
            clientID: "portal", redirectURI: "https://portal.example/cb", wallets: ["one", "two"])
        request.scopes = [ScopeRequest(name: "email", isRequired: true)]
        return request
    }()

    func with(_ change: (inout LoginRequest) -> Void) -> LoginRequest {
        var request = self
        change(&request)
        return request
    }
}

extension Policy {
    func with(_ change: (inout Policy) -> Void) -> Policy {
        var policy = self
        change(&policy)
        return policy
    }
}

extension Identity {
    static func sample(
        methods: [String], terms: [TermsVersion] = [], wallet: String = "one"
    ) -> Identity {
        let approval = Approval(json: [
            "wallet": .string(wallet), "sub": "zhang-wei", "scopes": ["email"],
            "terms": .array(terms.map { ["id": .string($0.id), "version": .string($0.version)] }),
            "claims": [:], "amr": .array(methods.map(JSONValue.string)),
            "at": .integer(decided.milliseconds),
        ])!
        return Identity(
            approval, methods: methods,
            claim: Claim(wallet: wallet, device: Digest(1), deviceKey: "key"))
    }
}

extension SignOnCase {
    /// A sign-in of ten minutes ago that has done everything an hour's policy asks.
    static let good = SignOnCase(
        policy: Policy().with {
            $0.asks = [.consent, .face]
            $0.singleSignOn = 3_600
        }, request: .sample, prompt: [], maximumAge: nil,
        identity: .sample(methods: ["swk", "face", "mfa"]), authenticatedAt: decided,
        level: 3, wantedLevel: 0, grantedScopes: ["email"], lifetime: 43_200, now: later(600))

    func with(_ change: (inout SignOnCase) -> Void) -> SignOnCase {
        var one = self
        change(&one)
        return one
    }
}
