import Broker
import HTTPTypes
import Testing

@testable import BrokerHTTP

@Suite("How a client shows who it is") struct OAuthRequestTests {
    private let type =
        "client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    /// The proof in one word, or the problem.
    private func proof(_ form: String, _ call: Call = .post()) throws -> String {
        do throws(Problem) {
            guard let form = try? FormParameters(form) else { return "no form" }
            switch try OAuthRequest(form, call).proof {
            case .none(let client): return "none \(client)"
            case .secret(let client, let secret): return "secret \(client) \(secret)"
            case .assertion(let client, let jwt): return "assertion \(client ?? "-") \(jwt)"
            }
        } catch {
            return "!\(error.code) \(error.member?.value ?? "")"
        }
    }

    @Test func eachProofIsSeenAlone() throws {
        #expect(try proof("client_id=portal") == "none portal")
        #expect(try proof("client_id=portal&client_secret=s") == "secret portal s")
        #expect(try proof("", .basic("portal:s")) == "secret portal s")
        #expect(try proof("client_assertion=j&\(type)") == "assertion - j")
        #expect(try proof("client_assertion=j&client_id=p&\(type)") == "assertion p j")
    }

    /// RFC 6749 section 2.3.1: an empty secret may be left out, and programs that have none write
    /// their name this way.
    @Test func anEmptySecretIsNone() throws {
        #expect(try proof("", .basic("terminal:")) == "none terminal")
        #expect(try proof("client_id=terminal", .basic("terminal:")) == "none terminal")
        #expect(try proof("client_id=portal&client_secret=") == "none portal")
    }

    @Test(arguments: ["portal:s", "portal:"])
    func twoProofsAreRefused(basic: String) throws {
        let refusal = "!invalidRequest client_secret"
        #expect(try proof("client_secret=s", .basic(basic)) == refusal)
        #expect(try proof("client_assertion=j&\(type)", .basic(basic)) == refusal)
        #expect(try proof("client_id=p&client_secret=s&client_assertion=j&\(type)") == refusal)
    }

    @Test(arguments: ["", "client_assertion_type=jwt", "client_assertion_type="])
    func anAssertionSaysOfWhatTypeItIs(parameter: String) throws {
        #expect(
            try proof("client_assertion=j&\(parameter)") == "!invalidRequest client_assertion_type")
    }

    @Test func withoutAnyNameThereIsNoClient() throws {
        for (form, call) in [
            ("", Call.post()), ("client_id=", .post()), ("client_secret=s", .post()),
            ("", .basic(":s")), ("", .basic("no colon")), ("", .post([.authorization: "Basic %"])),
            ("", .post([.authorization: "Bearer cG9ydGFsOnM="])),
        ] { #expect(try proof(form, call) == "!invalidClient ", "\(form)") }
    }

    /// It was meant for something: the form's name alone must not do instead.
    @Test(arguments: [
        "Basic %", "basic", "Basic", "BASIC bm8gY29sb24=", "Basic OnM=", "Basic\tcDpz",
        "Basic \u{301}cDpz", "basic\u{20}\u{20}cDpz",
    ])
    func credentialsThatNobodyCanReadAreRefused(header: String) throws {
        let call = Call.post([.authorization: header])
        #expect(try proof("client_id=portal", call) == "!invalidClient ")
        #expect(try proof("client_id=portal&client_secret=s", call) == "!invalidClient ")
    }

    /// Both parts are form-encoded before Base64 (RFC 6749 section 2.3.1).
    @Test(arguments: [
        ("portal:a%3Ab", "secret portal a:b"), ("p%20q:s", "secret p q s"),
        ("portal:a+b", "secret portal a b"), ("portal:a:b", "secret portal a:b"),
        ("portal:a&name=evil", "secret portal a&name=evil"), ("portal:a=b", "secret portal a=b"),
        ("portal:%zz", "!invalidClient "), ("portal:%00", "!invalidClient "),
        // To Swift, `&` or `:` with an accent behind it is another character.
        ("a&\u{301}b:s", "secret a&\u{301}b s"), ("portal:\u{301}s", "secret portal \u{301}s"),
        ("portal:s&\u{301}name=evil", "secret portal s&\u{301}name=evil"),
    ])
    func nameAndSecretAreDecoded(basic: String, expected: String) throws {
        #expect(try proof("", .basic(basic)) == expected)
    }
}
