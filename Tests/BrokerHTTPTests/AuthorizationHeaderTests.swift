import HTTPTypes
import Testing

@testable import BrokerHTTP

@Suite("What the Authorization header shows") struct AuthorizationHeaderTests {
    private func token(_ header: String) -> String? {
        Call.post([.authorization: header]).authorization(scheme: "bearer")
    }

    /// RFC 9110 section 11.1: the name of a scheme is told without regard to case.
    @Test(arguments: ["Bearer x", "bearer x", "BEARER x", "bEaReR x"])
    func howeverTheSchemeIsWritten(header: String) { #expect(token(header) == "x") }

    @Test(arguments: [
        "", "x", "Bearer", "Bearerx", "Bearers x", "Bear x", "Basic x", "DPoP x", "Bearer\tx",
        "Bearer,x", "Bearer\u{301} x", "\u{2}earer x", "x Bearer x",
    ])
    func anotherSchemeOrNoneShowsNothing(header: String) { #expect(token(header) == nil) }

    /// Whoever reads the token decides: none has a blank, and every one has its length.
    @Test(arguments: [
        ("Bearer  x", " x"), ("Bearer x y", "x y"), ("Bearer \u{301}x", "\u{301}x"),
    ])
    func whatFollowsTheBlankIsTheToken(header: String, expected: String) {
        #expect(token(header) == expected)
    }
}
