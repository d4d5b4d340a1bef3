import Addresses
import LoginFlow
import Testing

@testable import BrokerHTTP

@Suite("Parts of a request") struct RequestPartsTests {
    @Test func formsDecode() throws {
        let form = try FormParameters("a=1&b=%E4%BD%A0+x&empty=&flag")
        #expect(form["a"] == "1")
        #expect(form["b"] == "你 x")
        #expect(form["empty"] == nil)
        #expect(form.raw("empty") == "")
        #expect(form.raw("flag") == "")
        #expect(form["missing"] == nil)
    }

    @Test(arguments: ["a=1&a=2", "a=%4", "a=%zz", "a=%ff", "a=%00"])
    func badFormsAreRefused(text: String) {
        #expect(throws: FormParameters.Malformed.self) { try FormParameters(text) }
    }

    @Test func formsHaveABound() throws {
        let pairs = (1...64).map { "p\($0)=x" }
        _ = try FormParameters(pairs.joined(separator: "&"))
        #expect(throws: FormParameters.Malformed.self) {
            try FormParameters((pairs + ["one=more"]).joined(separator: "&"))
        }
    }

    @Test func preferencesGoByWeightThenOrder() {
        #expect(Preferences.list("en;q=0.5, zh-CN, fr;q=0.5, de;q=0") == ["zh-cn", "en", "fr"])
        #expect(Preferences.list("") == [])
        #expect(Preferences.list(";q=1,,*/*") == ["*/*"])
        let long = "zh-CN;" + String(repeating: "a", count: 4096 - 6)
        #expect(Preferences.list(long) == ["zh-cn"] && Preferences.list(long + "a") == [])
        #expect(Preferences.list("a;q=inf,b;q=1.1,c;q=nan,d;q=-1,e;q=1") == ["e"])
    }

    /// To Swift, a comma and an accent behind it are one character, which is no comma.
    @Test func anAccentHidesNoSeparator() throws {
        #expect(Preferences.list("en,\u{301}fr;\u{301}q=0") == ["en", "\u{301}fr"])
        #expect(
            HeaderParameter.value("charset", of: "a/b;\u{301}x; charset=\"c\u{301}\"") == "c\u{301}"
        )
        #expect(HeaderParameter.value("charset", of: "a/b; charset=\"c\"\u{301}") == "c\u{301}")
        #expect(try FormParameters("a=1&\u{301}b=2").values == ["a": "1", "\u{301}b": "2"])
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_827_696, "2000-02-29T12:34:56Z"),
        (1_709_164_800, "2024-02-29T00:00:00Z"), (4_102_444_799, "2099-12-31T23:59:59Z"),
        (-1, "1969-12-31T23:59:59Z"),
    ])
    func timesAreWrittenAsRFC3339(seconds: Int64, text: String) {
        #expect(Moment(seconds: seconds).rfc3339 == text)
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ])
    func base64OfRFC4648(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        #expect(Base64.decode(encoded) == text)
    }
}

@Suite("Parameters of headers") struct HeaderParameterTests {
    @Test(arguments: [
        ("application/json; charset=utf-8", "utf-8"),
        ("application/json;Charset=\"UTF-8\"", "UTF-8"),
        ("application/json", nil), ("a/b; x=\"; charset=no\"; charset=yes", "yes"),
        ("a/b; charset=one; charset=two", nil), ("a/b; charset=", nil), ("charset=utf-8", nil),
        ("a/b;= charset=utf-8", nil), ("a/b; charset==x", "=x"), ("a/b;\tcharset=utf-8", "utf-8"),
    ])
    func theOneValueIsFound(header: String, value: String?) {
        #expect(HeaderParameter.value("charset", of: header) == value)
    }

    @Test func aParameterWithoutGoodValueIsThereAllTheSame() {
        #expect(HeaderParameter.has("charset", "a/b; charset="))
        #expect(HeaderParameter.has("charset", "a/b; CHARSET=x; charset=y"))
        #expect(!HeaderParameter.has("charset", "a/b; x=\"; charset=no\""))
    }
}

@Suite("Multipart bodies") struct MultipartBodyTests {
    private func body(_ text: String) -> [UInt8] {
        Array(text.replacing("\n", with: "\r\n").utf8)
    }

    @Test func partsKeepTheirBytes() throws {
        let text = """
            --x
            Content-Disposition: form-data; name="statement"

            {"a": 1}
            --x
            content-disposition: form-data; name=picture; filename="p.png"
            Content-Type: image/png

            \u{0}--
            --x--

            """
        let parts = try MultipartBody(body(text), boundary: "x").parts
        #expect(parts.map(\.name) == ["statement", "picture"])
        #expect(parts.map(\.type) == ["text/plain", "image/png"])
        #expect(parts[1].content == Array("\u{0}--".utf8))
    }

    @Test(arguments: [
        "", "--x", "--x--", "--y\n\n\n--y--", "--x\nno blank line\n--x--",
        "--x\nContent-Type: text/plain\n\nnameless\n--x--",
        "--x\nContent-Disposition: form-data; name=a\n\nno end", "--x--more", "--x--\n\n", "--x--x",
        "--x\n:Content-Disposition: form-data; name=a\n\nx\n--x--",
    ])
    func badOnesAreRefused(text: String) {
        let isEmpty = text == "--x--"
        let parts = try? MultipartBody(body(text), boundary: "x").parts
        #expect(isEmpty ? parts?.isEmpty == true : parts == nil)
    }
}

@Suite("Who is asking, behind proxies") struct TrustedProxiesTests {
    @Test func strangersForwardNothing() {
        let none = TrustedProxies([])
        #expect(none.client(peer: "203.0.113.9", forwardedFor: ["1.2.3.4"]) == "203.0.113.9")
    }

    @Test(arguments: [
        (["198.51.100.7"], "198.51.100.7"),
        (["6.6.6.6, 198.51.100.7"], "198.51.100.7"),
        (["6.6.6.6", "198.51.100.7, 10.1.2.3"], "198.51.100.7"),
        (["nonsense, 10.1.2.3"], "10.1.2.3"),
        (["10.1.2.3"], "10.1.2.3"),
        ([], "127.0.0.1"),
        (["::ffff:198.51.100.7"], "198.51.100.7"),
        (["2001:db8::1"], "2001:db8::1"),
        (["\u{600}, 198.51.100.7"], "198.51.100.7"),
        (["\u{600}", "198.51.100.7"], "198.51.100.7"),
        ([",\u{301}198.51.100.7"], "127.0.0.1"),
    ])
    func theRightmostStrangerCounts(forwarded: [String], client: String) throws {
        let proxies = TrustedProxies(
            try ["127.0.0.1", "10.0.0.0/8"].map { try #require(IPNetwork($0)) })
        #expect(proxies.client(peer: "127.0.0.1", forwardedFor: forwarded) == client)
    }
}
