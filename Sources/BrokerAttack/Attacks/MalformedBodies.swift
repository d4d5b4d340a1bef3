import PercentCoding
import StrictJSON

/// Bodies and requests that parsers disagree about, or that are too much.
struct MalformedBodies: Attack {
    let card = AttackCard(
        34, "Injection, oversized, deep, duplicate-key and chunked bodies",
        against: "protection 10",
        link: "Attacks.md#limits")

    private static let routes = ["/v1/sessions", "/v1/wallet/scan", "/v1/wallet/confirm"]

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "Seventeen bodies at three routes, SQL in texts, and requests of two lengths.")
        for route in Self.routes {
            for (name, body) in Self.bodies {
                let answer = try await stage.wire.send(
                    WebRequest(
                        method: "POST", path: route,
                        headers: [("Content-Type", "application/json")],
                        body: body), from: stage.source(1))
                finding.check(
                    (400..<500).contains(answer.status), "\(name) at \(route): \(answer.brief)")
            }
        }
        for text in [
            "' OR '1'='1", "'; DROP TABLE login_sessions; --", "\u{0}", "${jndi:x}",
            "../../etc/passwd",
        ] {
            let answer = try await stage.browser(2).create(["client_id": .string(text)])
            finding.check(
                (400..<500).contains(answer.status), "a portal of that name: \(answer.brief)")
            let path = "/v1/sessions/" + PercentCoding.encode(text)
            let read = try await stage.wire.send(
                .get(path, [("Authorization", "Bearer " + PercentCoding.encode(text))]),
                from: stage.source(2))
            finding.check(read.status == 404, "a login of that name: \(read.brief)")
        }
        for (name, request) in raw(stage) {
            let answer = try await stage.wire.sendRaw(Array(request.utf8), from: stage.source(3))
            finding.check(
                answer.status == 0 || (400..<500).contains(answer.status),
                "\(name): \(answer.brief)")
        }
        let after = try await stage.browser(4).create()
        finding.check(after.isSuccess, "afterwards a login begins as ever: \(after.brief)")
    }

    private static let bodies: [(String, [UInt8])] = {
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                ("{\"a\":" + String(repeating: "[", count: depth)
                    + String(repeating: "]", count: depth) + "}").utf8)
        }
        let texts: [(String, String)] = [
            ("nothing", ""), ("half an object", "{"), ("two values", "{} {}"), ("an array", "[]"),
            ("a comment", "{}//"), ("NaN", "{\"a\":NaN}"),
            ("a control character", "{\"a\":\"\u{1}\"}"),
            ("duplicate keys", "{\"assertion\":\"x\",\"assertion\":\"y\"}"),
            ("duplicate keys by escape", "{\"client_id\":\"a\",\"client\\u005fid\":\"b\"}"),
            ("a number as a name", "{\"client_id\":1,\"assertion\":2}"),
            ("a byte-order mark", "\u{FEFF}{}"), ("a form", "client_id=x&assertion=y"),
            ("a mebibyte", "{\"a\":\"" + String(repeating: "x", count: 1 << 20) + "\"}"),
        ]
        return texts.map { ($0.0, Array($0.1.utf8)) } + [
            ("thirty-three levels", nested(33)), ("twenty thousand levels", nested(20_000)),
            ("bytes that are no text", Array("{\"a\":\"".utf8) + [0xFF, 0xFE] + Array("\"}".utf8)),
            ("overlong text", Array("{\"a\":\"".utf8) + [0xC0, 0xAF] + Array("\"}".utf8)),
        ]
    }()

    /// Requests whose end two readers could see in two places (RFC 9112, section 11.2).
    private func raw(_ stage: AttackStage) -> [(String, String)] {
        let base = stage.wire.target.base
        let head =
            "POST \(base)/v1/sessions HTTP/1.1\r\nHost: \(stage.wire.target.authority)\r\n"
            + "Content-Type: application/json\r\n"
        let long = String(repeating: "a", count: 70_000)
        return [
            ("two lengths", head + "Content-Length: 2\r\nContent-Length: 4\r\n\r\n{}{}"),
            (
                "a length and chunks",
                head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
            ),
            (
                "a chunk without a size",
                head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n"
            ),
            ("a length that is none", head + "Content-Length: -1\r\n\r\n{}"),
            ("a header without an end", head + "X-Long: \(long)\r\n\r\n"),
            ("an address without an end", "GET /\(long) HTTP/1.1\r\nHost: x\r\n\r\n"),
            ("another protocol", "\u{16}\u{3}\u{1}hello\r\n\r\n"),
        ]
    }
}
