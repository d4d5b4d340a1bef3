import Base64URL
import Crypto
import LoginFlow
import StrictJSON

@testable import Broker
@testable import Secrets

extension FuzzTarget {
    private static let issuer = "https://Kiosk.login.example/broker;1"
    private static let ring: KeyRing = {
        let keys = (1...3).map { SymmetricKey(data: [UInt8](repeating: $0, count: 32)) }
        return KeyRing(derivation: keys[0], sealing: keys[1], subject: keys[2])
    }()

    private static let payloads: [String] = (0..<4).map { number in
        Frame.payload(
            issuer: issuer,
            token: ScanToken(bytes: [UInt8](repeating: 40 + UInt8(number), count: 16)),
            number == 3 ? .sameDevice : .step(number * 37), keys: ring)
    }

    /// What is in a code.
    static let payload = FuzzTarget(
        "payload", payloads,
        words: ["/q/", ".", "here", "0", "01", "1000001", "https://evil.example"]
    ) { input in
        guard let input = text(input), let frame = Frame(payload: input, issuer: issuer)
        else { return .refused }
        let mac = Base64URL.encode(frame.mac)
        let spelt = "\(issuer)/q/\(frame.token.exposedText).\(frame.kind.text).\(mac)"
        try demand(same(spelt, input), "a code has one spelling")
        try demand(input.utf8.count <= Frame.maximumLength, "no longer than the limit")
        let isOurs = payloads.contains { same($0, input) }
        try demand(
            frame.isAuthentic(ring) == isOurs, "authentic is what the broker drew, and only that")
        return .taken
    }

    /// The code that a person types.
    static let userCode = FuzzTarget(
        "user-code", ["WDJB-MJHT", "wdjbmjht", " wdjb mjht ", "BCDF-GHJK"],
        words: ["-", " ", "ss", "SS", "ff", "FF", "st", "A", "E"]
    ) { input in
        guard let input = text(input) else { return .refused }
        let letters = input.utf8.filter { $0 != 0x20 && $0 != 0x2D }.map { $0 & 0xDF }
        let isRight =
            letters.count == 8 && input.utf8.count <= 32
            && input.utf8.allSatisfy {
                $0 == 0x20 || $0 == 0x2D || (65...90).contains($0) || (97...122).contains($0)
            } && letters.allSatisfy("BCDFGHJKLMNPQRSTVWXZ".utf8.contains)
        guard let code = UserCode(typed: input) else {
            try demand(!isRight, "eight letters, blanks and hyphens are a code")
            return .refused
        }
        try demand(isRight, "nothing else is one")
        try demand(
            UserCode(typed: code.exposedText)?.letters == code.letters, "shown, it reads the same")
        return .taken
    }

    /// Words of strangers that people are shown.
    static let shown = FuzzTarget(
        "shown", ["Portal", "门户 中文", "é e\u{301}", "Bank of Example"],
        words: ["\u{300}", "\u{488}", "\u{903}", "\u{202A}", "\u{E000}", "\u{AD}", "\u{2066}"]
    ) { input in
        guard let input = text(input) else { return .refused }
        guard PlainText.isShowable(input, limit: 64) else { return .refused }
        try demand(input.unicodeScalars.count <= 64, "no longer than the limit")
        try demand(input.utf8.count <= 256, "and so no larger")
        for scalar in input.unicodeScalars {
            try demand(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value), "no control")
            let isDirection =
                [0x200E, 0x200F, 0x61C].contains(scalar.value)
                || (0x202A...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value)
            try demand(!isDirection, "nothing changes the direction")
            try demand(
                ![0x2028, 0x2029, 0xFEFF, 0x200B, 0xAD].contains(scalar.value), "nothing invisible")
        }
        try demand(input.allSatisfy { $0.unicodeScalars.count <= 16 }, "nothing piles up")
        return .taken
    }

    /// The parameter `claims`.
    static let claims = FuzzTarget(
        "claims",
        [
            "{}", #"{"userinfo":{"given_name":{"essential":true},"email":null}}"#,
            #"{"id_token":{"auth_time":{"essential":true},"sub":{"value":"a"},"acr":{"essential":true,"values":["a"]}}}"#,
            "{}" + String(repeating: " ", count: 4_080),
        ],
        words: [
            #""userinfo":"#, #""id_token":"#, #""acr":"#, #""essential":true"#,
            #""phone_number":null,"#,
        ]
    ) { input in
        guard let input = text(input) else { return .refused }
        do {
            let claims = try ClaimsRequest(input)
            try demand(input.utf8.count <= StartLimit.claims, "no longer than the limit")
            try demand(
                Set(claims.scopes).isSubset(of: ["profile", "email", "address", "phone"]), "scopes")
            let asked = try JSONValue(parsing: input)
            try demand(
                claims.idToken == asked["id_token"]?.object?.keys ?? [], "as they stand there")
            try demand(claims.levels?.isEmpty != true, "no essential level is never reached")
            return .taken
        } catch BrokerRefusal.invalidRequest(parameter: "claims") {
            return .refused
        }
    }
}
