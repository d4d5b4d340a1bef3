import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import Testing

@testable import BrokerHTTP

@Suite("The cookie of a page") struct CookieTests {
    private let settings = BrokerSettings(
        issuer: "http://127.0.0.1:8080", relyingParties: [], wallets: [], terms: [:],
        limits: LimitSettings())
    private let token = String(repeating: "A", count: 43)

    /// Whether the page is known by these cookies.
    private func isKnown(_ cookies: String...) -> Bool {
        var headers = HTTPFields()
        for cookie in cookies { headers.append(HTTPField(name: .cookie, value: cookie)) }
        let head = HTTPRequest(
            method: .get, scheme: nil, authority: nil, path: "/", headerFields: headers)
        let call = Call(
            request: Request(head: head, body: nil, peer: "203.0.113.7"), address: "203.0.113.7",
            parameters: ["session_id": "BQUFBQUFBQUFBQUFBQUFBQ"])
        return (try? call.page(settings)) != nil
    }

    @Test func itIsFoundAmongOthers() {
        #expect(isKnown("qr_BQUFBQUF=\(token)"))
        #expect(isKnown("a=b; qr_BQUFBQUF=\(token); c=d"))
        #expect(isKnown("a=b;qr_BQUFBQUF=\(token)"))
        #expect(isKnown("a=b", "qr_BQUFBQUF=\(token)"))
    }

    @Test func nothingElseIsTakenForIt() {
        #expect(!isKnown("qr_BQUFBQUG=\(token)"))
        #expect(!isKnown("xqr_BQUFBQUF=\(token)"))
        #expect(!isKnown("qr_BQUFBQUF=\(token)A"))
        #expect(!isKnown("qr_BQUFBQUF"))
        // What Swift takes for a semicolon, and what it takes for no equals sign.
        #expect(!isKnown("a=b\u{37E} qr_BQUFBQUF=\(token)"))
        #expect(!isKnown("qr_BQUFBQUF=\u{301}\(token)"))
    }
}
