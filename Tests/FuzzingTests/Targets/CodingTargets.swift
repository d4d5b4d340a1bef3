import Base64URL
import Foundation
import HTTPServing
import HTTPTypes
import PercentCoding

@testable import BrokerHTTP

extension FuzzTarget {
    static let base64url = FuzzTarget(
        "base64url", ["", "Zg", "Zm8", "Zm9v", "-_-_", "AAECAwQFBgcICQoLDA0ODw"],
        words: ["=", "==", "-", "_", "A", "AA", "/"]
    ) { input in
        guard let input = text(input) else { return .refused }
        let peer = peerBase64(input.replacing("-", with: "+").replacing("_", with: "/"))
        let isOurAlphabet = !input.utf8.contains { "+/=".utf8.contains($0) }
        guard let bytes = Base64URL.decode(input) else {
            try demand(peer == nil || !isOurAlphabet, "it is no base64url, or not the one spelling")
            return .refused
        }
        try demand(same(Base64URL.encode(bytes), input), "bytes have one spelling")
        try demand(peer.map { Array($0) } == bytes, "Foundation reads the same")
        return .taken
    }

    /// What Foundation reads, where the text is what it would write.
    private static func peerBase64(_ text: String) -> Data? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: text + padding) else { return nil }
        return same(data.base64EncodedString(), text + padding) ? data : nil
    }

    /// Queries and bodies of forms.
    static let form = FuzzTarget(
        "form",
        [
            "", "a=1&b=2", "client_id=portal&scope=openid+profile&state=%E4%BD%A0&empty=&flag",
            "grant_type=authorization_code&code=abc&redirect_uri=https%3A%2F%2Fp.example%2Fcb",
        ],
        words: [
            "&", "=", "a=1&", "%26", "%3D", "%e9", "%C3%A9", "%", "%4", "+", "&&", "%00",
            "client_id=",
        ]
    ) { input in
        guard let input = text(input) else { return .refused }
        // Foundation drops a byte-order mark, which is a letter like any other here.
        if mayBeginWithAMark(input) {
            return (try? FormParameters(input)) == nil ? .refused : .taken
        }
        let peer = peerForm(input)
        guard let form = try? FormParameters(input) else {
            try demand(peer == nil, "Foundation reads it: \(peer ?? [:])")
            return .refused
        }
        try demand(form.values == peer, "Foundation reads the same: \(peer ?? [:])")
        try demand(
            try FormParameters(form.query).values == form.values, "written, it reads the same")
        return .taken
    }

    /// `nil` for what is not taken by design: a name twice, a NUL, more than 64.
    private static func peerForm(_ text: String) -> [String: String]? {
        var values: [String: String] = [:]
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            let bytes = Array(pair)
            let end = bytes.firstIndex(of: UInt8(ascii: "=")) ?? bytes.count
            guard let name = peerPercent(bytes[..<end]),
                let value = peerPercent(bytes[end...].dropFirst()), values[name] == nil
            else { return nil }
            values[name] = value
        }
        return values.count <= 64 ? values : nil
    }

    private static func mayBeginWithAMark(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0 == "\u{FEFF}" || $0 == "\u{FFFD}" }
            || text.lowercased().contains("%ef")
    }

    private static func peerPercent(_ bytes: ArraySlice<UInt8>) -> String? {
        let blanks = bytes.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
        let text = String(validating: blanks, as: UTF8.self)?.removingPercentEncoding
        // What is no UTF-8, Foundation refuses or mends, as it comes.
        guard let text, !text.utf8.contains(0), !text.unicodeScalars.contains("\u{FFFD}")
        else { return nil }
        return text
    }

    /// The other way: any text comes back from an address, and changes nothing in it.
    static let percent = FuzzTarget(
        "percent", ["a b&c=d#e\r\n你~", "-._~", ""], verdicts: [.taken]
    ) { input in
        let any = String(decoding: input, as: UTF8.self)
        let coded = PercentCoding.encode(any)
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%".utf8)
        try demand(coded.utf8.allSatisfy(plain.contains), "only what means nothing in an address")
        let isRead = coded.removingPercentEncoding.map { same($0, any) } == true
        try demand(isRead || mayBeginWithAMark(any), "Foundation reads it")
        if !any.utf8.contains(0) {
            let form = try FormParameters(PercentCoding.encode([("a", any), ("b", "")]))
            try demand(form.raw("a").map { same($0, any) } == true, "and so do we")
            try demand(form.values.count == 2, "nothing else is in it")
        }
        return .taken
    }

    /// `Authorization: Basic` with both ways of reading it.
    static let basic = FuzzTarget(
        "basic", ["portal:secret", "a%3Ab:c+d", "my%20portal:s%26%3D", "p:", "中:文"],
        words: [":", "&name=", "&secret=x", "%3A", "%26", "+", "::"]
    ) { input in
        let call = Call.with(.authorization, "Basic " + Data(input).base64EncodedString())
        let found = try? call.basicCredentials()
        let peer = peerBasic(input)
        if mayBeginWithAMark(String(decoding: input, as: UTF8.self)) { return .refused }
        try demand(
            found.map { [$0.name, $0.secret] } == peer, "read as \(peer ?? []): \(found as Any)")
        guard let found else { return .refused }
        let again = BasicCredentials.authorization(id: found.name, secret: found.secret)
        let second = try Call.with(.authorization, again).basicCredentials()
        try demand(second.map { [$0.name, $0.secret] } == peer, "written, it reads the same")
        return .taken
    }

    private static func peerBasic(_ input: [UInt8]) -> [String]? {
        guard let colon = input.firstIndex(of: UInt8(ascii: ":")),
            let name = peerPercent(input[..<colon]), !name.isEmpty,
            let secret = peerPercent(input[(colon + 1)...])
        else { return nil }
        return [name, secret]
    }
}

extension Call {
    /// A request of a stranger with one header.
    static func with(_ name: HTTPField.Name, _ value: String) -> Call {
        Call(
            request: Request(
                head: HTTPRequest(
                    method: .post, scheme: nil, authority: nil, path: "/token",
                    headerFields: [name: value]), body: nil, peer: "203.0.113.7"),
            address: "203.0.113.7", parameters: [:])
    }
}
