import Testing

@testable import Broker

@Suite("The parameter claims") struct ClaimsRequestTests {
    @Test func withoutItNothingIsAsked() throws {
        let request = try ClaimsRequest(nil)
        #expect(request.scopes == [])
        #expect(request.idToken == [])
        #expect(request.levels == nil)
    }

    /// OpenID Connect Core 5.5, the example.
    @Test func theExampleOfTheStandardIsUnderstood() throws {
        let request = try ClaimsRequest(
            """
            {"userinfo": {"given_name": {"essential": true}, "nickname": null,
              "email": {"essential": true}, "email_verified": {"essential": true},
              "picture": null, "http://example.info/claims/groups": null},
             "id_token": {"auth_time": {"essential": true},
              "acr": {"values": ["urn:mace:incommon:iap:silver"]}}}
            """)
        #expect(request.scopes == ["email", "profile"])
        #expect(request.idToken == ["auth_time", "acr"])
        #expect(request.levels == nil, "a wish, not essential")
    }

    @Test(arguments: [
        (#"{}"#, []), (#"{"userinfo":{}}"#, []), (#"{"id_token":{}}"#, []),
        (#"{"userinfo":{"phone_number":null}}"#, ["phone"]),
        (#"{"id_token":{"address":{"essential":false}}}"#, ["address"]),
        (#"{"id_token":{"name":null},"userinfo":{"email":null}}"#, ["email", "profile"]),
        (#"{"userinfo":{"sub":{"value":"x"},"salary":null}}"#, []),
        (#"{"verified":{"name":null}}"#, []),
    ])
    func aClaimAsksForTheScopeThatReleasesIt(text: String, scopes: [String]) throws {
        #expect(try ClaimsRequest(text).scopes == scopes)
    }

    @Test(arguments: [
        (#"{"essential":true,"value":"a"}"#, ["a"]),
        (#"{"essential":true,"values":["a","b"]}"#, ["a", "b"]),
        (#"{"essential":true,"values":["a"],"value":"b"}"#, ["a", "b"]),
        (#"{"essential":true}"#, nil), (#"{"essential":true,"values":[]}"#, nil),
        (#"{"essential":false,"value":"a"}"#, nil), (#"{"value":"a"}"#, nil), ("null", nil),
    ])
    func onlyAnEssentialLevelMustBeReached(acr: String, levels: [String]?) throws {
        #expect(try ClaimsRequest(#"{"id_token":{"acr":\#(acr)}}"#).levels == levels)
        #expect(try ClaimsRequest(#"{"userinfo":{"acr":\#(acr)}}"#).levels == nil)
    }

    @Test(arguments: [
        (#"{"id_token":{"sub":{"value":"a"}}}"#, "a"), (#"{"id_token":{"sub":null}}"#, nil),
        (#"{"userinfo":{"sub":{"value":"a"}}}"#, nil), (#"{"id_token":{"sub":{"value":1}}}"#, nil),
    ])
    func aPersonMayBeNamed(text: String, subject: String?) throws {
        #expect(try ClaimsRequest(text).subject == subject)
    }

    @Test(arguments: [
        "", "x", "[]", "null", "\"name\"", "{", "{}{}", #"{"id_token":[]}"#,
        #"{"id_token":"name"}"#, #"{"userinfo":1}"#, #"{"id_token":{},"id_token":{}}"#,
    ])
    func whatIsNoneIsRefused(text: String) {
        #expect { try ClaimsRequest(text) } throws: { isInvalid("claims", $0) }
    }

    @Test(arguments: [(4_096, true), (4_097, false)])
    func itHasABound(count: Int, isGood: Bool) {
        let text = "{}" + String(repeating: " ", count: count - 2)
        #expect(((try? ClaimsRequest(text)) != nil) == isGood)
    }
}

/// Whether a refusal names this parameter.
func isInvalid(_ parameter: String, _ error: any Error) -> Bool {
    if case BrokerRefusal.invalidRequest(parameter) = error { true } else { false }
}

/// Whether it is this refusal of OAuth.
func isRefusal(_ expected: OAuthRefusal, _ error: any Error) -> Bool {
    if case BrokerRefusal.oauth(expected) = error { true } else { false }
}

/// Whether a registration was refused so, because of this member.
func isRefusal(_ expected: OAuthRefusal, of member: String, _ error: any Error) -> Bool {
    if case BrokerRefusal.registration(expected, member) = error { true } else { false }
}
