import Terminal
import Testing

@Suite struct BrokerURLTests {
    @Test(
        "A broker is https, or http nearby, with a host and perhaps a path",
        arguments: [
            ("https://login.example", true), ("https://login.example:8443/sso", true),
            ("http://127.0.0.1:8080", true), ("http://localhost", true),
            ("http://[::1]:8080", true), ("http://10.1.2.3", true), ("http://172.16.0.1", true),
            ("http://172.31.0.1", true), ("http://192.168.1.1", true),
            ("http://login.example", false), ("http://172.15.0.1", false),
            ("http://172.32.0.1", false), ("http://127.0.0.1.evil.example", false),
            ("http://127.1", false), ("http://010.0.0.256", false),
            ("https://login.example/", false), ("https://login.example?x", false),
            ("https://login.example#x", false), ("https://bank.example@evil.example", false),
            ("https://a:b@evil.example", false), ("https://", false), ("login.example", false),
            ("ftp://login.example", false), ("https://login.example\u{7F}", false),
            ("https://bänk.example", false), ("https://login.example/ x", false), ("", false),
        ])
    func issuers(_ text: String, isGood: Bool) {
        #expect(BrokerURL.isIssuer(text) == isGood)
    }

    @Test("An endpoint may have a query and end in a slash, and still no user or fragment")
    func endpoints() {
        #expect(BrokerURL.isEndpoint("https://login.example/token?tenant=1"))
        #expect(BrokerURL.isEndpoint("https://login.example/"))
        #expect(!BrokerURL.isEndpoint("https://login.example/#token"))
        #expect(!BrokerURL.isEndpoint("https://a@login.example/token"))
        #expect(!BrokerURL.isEndpoint("http://login.example/token"))
    }
}
