import Crypto
import LoginFlow
import Secrets
import StrictJSON

/// What the measured parts work on: the same bytes in every run, on every machine.
enum Sample {
    static let issuer = "https://login.example"
    static let start = Moment(seconds: 1_800_000_000)
    static let keys = KeyRing(
        derivation: SymmetricKey(data: [UInt8](repeating: 1, count: 32)),
        sealing: SymmetricKey(data: [UInt8](repeating: 2, count: 32)),
        subject: SymmetricKey(data: [UInt8](repeating: 3, count: 32)))
    static let pollToken = PollToken(bytes: [UInt8](repeating: 4, count: SecretSize.pollToken))
    static let claim = Claim(wallet: "demo-wallet", device: digest(1, kind: 5), deviceKey: nil)
    static let scan = ScanAttempt(
        claim: claim, policy: Policy(), subject: "zhang-wei", isFresh: true, risk: .allow)

    /// What a page draws in this rotation step.
    static func payload(step: Int) -> String {
        Frame.payload(
            issuer: issuer, token: keys.scanToken(for: pollToken), .step(step), keys: keys)
    }

    /// Different for each pair of number and kind.
    static func digest(_ number: Int, kind: UInt8) -> LoginFlow.Digest {
        var numbers = Numbers(seed: UInt64(number) ^ UInt64(kind) << 56)
        return LoginFlow.Digest(bytes: numbers.bytes(LoginFlow.Digest.byteCount))!
    }

    static func id(_ number: Int) -> SessionID {
        SessionID(bytes: digest(number, kind: 9).bytes.prefix(SessionID.byteCount))!
    }

    static func waiting(_ number: Int, at now: Moment = start) -> LoginSession {
        var request = LoginRequest(
            clientID: "demo-portal", redirectURI: "https://portal.example/cb",
            wallets: ["demo-wallet"])
        request.scopes = [ScopeRequest(name: "profile", isRequired: true)]
        request.state = "af0ifjsldkj"
        request.nonce = "n-0S6_WzA2Mj"
        request.codeChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        request.locales = ["zh-CN", "en"]
        return LoginSession(id: id(number), request: request, policy: Policy(), now: now)
    }

    /// - Returns: the version at the end.
    static func login(_ number: Int) throws -> Int {
        var session = waiting(number)
        try session.scan(scan, at: start)
        try session.confirm(by: claim, answers: Answers(), at: start)
        try session.redeem(isRightClient: true, isRightProof: true, at: start)
        return Int(session.version) + session.takeTransitions().count
    }
}

extension Sample {
    /// A scan's statement as its wallet writes it.
    static let statement = Array(
        """
        {"iss":"demo-wallet","sub":"zhang-wei","aud":"https://login.example","iat":1800000000,\
        "exp":1800000060,"jti":"3q2-7wAAAAAAAAAAAAAAAA","act":"scan","device":{"id":"phone-1",\
        "model":"Pixel 9","os":"Android 16"},"qr":"https://login.example/q/AAECAwQFBgcICQoLDA0OD\
        w.7.AAECAwQFBgcICQoL"}
        """.utf8)

    /// Sixteen members whose keys are the same to their last letter, each in a spelling of its own:
    /// é is one character or two, and only who takes all of it apart can tell.
    static let costlyKeys: [UInt8] = {
        let members = (0..<16).map { number in
            let spellings = (0..<4).map { number >> $0 & 1 == 0 ? "\u{e9}" : "e\u{301}" }
            let rest = String(repeating: "e\u{301}", count: 15)
            return
                "\"\(spellings.joined())\(rest)\(Character(Unicode.Scalar(UInt8(97 + number))))\":1"
        }
        return Array("{\(members.joined(separator: ","))}".utf8)
    }()

    /// A key made for this and used for nothing else.
    static let signingKey: JSONValue = [
        "kty": "EC", "crv": "P-256", "kid": "bench",
        "d": "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
    ]

    /// `statement` signed with `signingKey`, once and for all: what a verification costs depends a
    /// little on the signature, and signatures are random.
    static let signedStatement = """
        eyJhbGciOiJFUzI1NiIsImtpZCI6ImJlbmNoIiwidHlwIjoicXJsb2dpbitqd3QifQ.eyJpc3MiOiJkZW1vLXdhbGx\
        ldCIsInN1YiI6InpoYW5nLXdlaSIsImF1ZCI6Imh0dHBzOi8vbG9naW4uZXhhbXBsZSIsImlhdCI6MTgwMDAwMDAwM\
        CwiZXhwIjoxODAwMDAwMDYwLCJqdGkiOiIzcTItN3dBQUFBQUFBQUFBQUFBQUFBIiwiYWN0Ijoic2NhbiIsImRldml\
        jZSI6eyJpZCI6InBob25lLTEiLCJtb2RlbCI6IlBpeGVsIDkiLCJvcyI6IkFuZHJvaWQgMTYifSwicXIiOiJodHRwc\
        zovL2xvZ2luLmV4YW1wbGUvcS9BQUVDQXdRRkJnY0lDUW9MREEwT0R3LjcuQUFFQ0F3UUZCZ2NJQ1FvTCJ9.cHch-C\
        rsi1rZod8xb-Cv4p9RrYzrB_SJcjrWcenRfeCKipN635ChUWlasDrL02ypN_HFE0SZOcr-7otrNIsN2Q
        """
}
