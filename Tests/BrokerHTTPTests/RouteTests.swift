import HTTPTypes
import Testing

@testable import BrokerHTTP

@Suite("Which address is meant") struct RouteTests {
    private func match(_ pattern: String, _ path: String) -> [String: String]? {
        let route = Route(.get, pattern) { _ throws(Problem) in throw Problem(.notFound) }
        return route.match(path.split(separator: "/", omittingEmptySubsequences: false))
    }

    @Test func aPartThatVariesIsTaken() {
        #expect(match("/v1/sessions/{id}/qr", "/v1/sessions/abc/qr") == ["id": "abc"])
        #expect(match("/{a}/{b}", "/1/2") == ["a": "1", "b": "2"])
        #expect(match("/jwks", "/jwks") == [:])
    }

    @Test(arguments: [
        "", "/", "//", "/v1", "/v1/sessions", "/v1/sessions/", "/v1/sessions//qr", "/v1//abc/qr",
        "//v1/sessions/abc/qr", "/v1/sessions/abc/qr/", "/v1/sessions/abc/qr/more",
        "/v1/sessions/abc//qr", "v1/sessions/abc/qr", "/V1/sessions/abc/qr",
        "/v1/sessions/abc/%71r", "/v1/sessions/abc%2Fqr", "/v1/sessions/abc/qr%20",
        "/v1/sessions/abc/qr\u{301}", "/v1/sessions/abc/..", "/v1/./sessions/abc/qr",
    ])
    func whatIsWrittenOtherwiseIsAnotherAddress(path: String) {
        #expect(match("/v1/sessions/{id}/qr", path) == nil)
    }

    /// Nothing is decoded: what a part means is for the endpoint to say, which knows its form.
    @Test(arguments: ["%2e%2e", "..", ".", "a%2Fb", "%00", "%", "%zz", "é", "{id}"])
    func aPartIsHandedOnAsItWasWritten(part: String) {
        #expect(match("/{id}/x", "/\(part)/x") == ["id": part])
    }

    @Test func allThatIsLeftIsAtLeastOnePart() {
        #expect(match("/static/{rest}", "/static/a/b.js") == ["rest": "a/b.js"])
        #expect(match("/static/{rest}", "/static/") == ["rest": ""])
        #expect(match("/static/{rest}", "/static//../x") == ["rest": "/../x"])
        #expect(match("/static/{rest}", "/static") == nil)
    }

    @Test func aVeryLongAddressIsJustAnother() {
        let parts = String(repeating: "/a", count: 10_000)
        #expect(match("/a/{id}", parts) == nil)
        #expect(match("/static/{rest}", "/static" + parts)?["rest"]?.utf8.count == 19_999)
        let long = String(repeating: "a", count: 20_000)
        #expect(match("/{id}", "/" + long) == ["id": long])
    }
}
