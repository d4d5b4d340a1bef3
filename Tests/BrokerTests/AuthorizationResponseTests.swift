import LoginFlow
import Testing

@testable import Broker

@Suite("The answer to the portal") struct AuthorizationResponseTests {
    private func address(
        _ uri: String = "https://portal.example/cb",
        _ parameters: KeyValuePairs<String, String?> = ["code": "abc", "state": "s"]
    ) -> String {
        AuthorizationResponse(
            redirectURI: uri, mode: .query, issuer: "https://login.example/base", parameters
        ).address
    }

    private let issuer = "iss=https%3A%2F%2Flogin.example%2Fbase"

    @Test func itStandsInTheQuery() {
        #expect(address() == "https://portal.example/cb?code=abc&state=s&\(issuer)")
    }

    @Test func aQueryOfThePortalsOwnStays() {
        #expect(
            address("https://portal.example/cb?x=1&y=%20")
                == "https://portal.example/cb?x=1&y=%20&code=abc&state=s&\(issuer)")
        #expect(address("app:/cb") == "app:/cb?code=abc&state=s&\(issuer)")
    }

    @Test func whatHasNoValueIsLeftOut() {
        #expect(
            address("https://p/cb", ["error": "access_denied", "state": nil])
                == "https://p/cb?error=access_denied&\(issuer)")
        #expect(address("https://p/cb", ["state": ""]) == "https://p/cb?state=&\(issuer)")
    }

    @Test func noStateGetsOutOfItsPlace() {
        let state = "a&code=evil#x\r\nSet-Cookie: y\" 你\u{0}+%"
        #expect(
            address("https://p/cb", ["state": state])
                == "https://p/cb?state=a%26code%3Devil%23x%0D%0ASet-Cookie%3A%20y%22%20"
                + "%E4%BD%A0%00%2B%25&\(issuer)")
    }

    @Test func aFormHasTheSameParameters() {
        let response = AuthorizationResponse(
            redirectURI: "https://p/cb", mode: .formPost, issuer: "https://i",
            ["code": "abc", "state": nil])
        #expect(response.parameters.map(\.name) == ["code", "iss"])
        #expect(response.parameters.map(\.value) == ["abc", "https://i"])
    }
}
