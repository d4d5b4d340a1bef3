import Testing

@testable import Broker

@Suite("Addresses of portals") struct PortalAddressTests {
    @Test(arguments: [
        "https://portal.example", "https://portal.example/cb?x=1", "http://portal.example/cb",
        "http://127.0.0.1:8081/callback", "http://[::1]:8080/cb", "com.example.app:/oauth",
        "com.example.app://oauth/cb", "HTTPS://Portal.example/cb",
        "https://portal.example/" + String(repeating: "a", count: 1_001),
    ])
    func browsersMayGoThere(text: String) { #expect(PortalAddress.isRedirectURI(text)) }

    @Test(arguments: [
        "", "/cb", "cb", "//portal.example/cb", "portal.example/cb", "https:", "https://",
        "https:///cb", "https:/cb", "http:cb", "?x", "https://portal.example/#",
        "https://portal.example/cb#x", "javascript:alert(1)", "JavaScript:alert(1)",
        "data:text/html,<script>", "vbscript:x", "blob:https://portal.example/1",
        "file:///etc/passwd", "about:blank", "view-source:https://portal.example", " javascript:x",
        "java\nscript:alert(1)", "https://portal.example/" + String(repeating: "a", count: 1_002),
        #"https://evil.example\@bank.example"#, #"https://evil.example\.bank.example/cb"#,
        #"https:\\evil.example"#, "https://me@portal.example/cb", "https://me:pw@portal.example/cb",
        "https://@portal.example/cb", "https://portal.example/c b", "https://portal.example/\tcb",
        "https://portal.example/cb\u{7F}", "https://pörtal.example/cb", "https://portal.example/登录",
        "https://evil.example%2F.bank.example/cb", "https://evil.example%5C@bank.example/cb",
        "com.example.app://me@bank.example/cb", "https://portal.example/<x>", ":2a3", "1app:/cb",
        "://portal.example/cb", "-app:/cb", "https://portal.example%ff@evil.example/cb",
        "https://:%ff@evil.example/cb",
    ])
    func butNotThere(text: String) { #expect(!PortalAddress.isRedirectURI(text)) }

    @Test(arguments: [
        "https://portal.example/cb?x=1", "HTTPS://Portal.example/cb", "http://127.0.0.1:8081/cb",
        "http://[::1]:8080/cb", "http://localhost/cb", "com.example.app:/oauth",
        "com.example.app://oauth/cb", "https://xn--prtal-jua.example/%E7%99%BB",
    ])
    func strangersMayLeadThere(text: String) {
        #expect(PortalAddress.isStrangersRedirectURI(text))
    }

    @Test(arguments: [
        "http://portal.example/cb", "http://127.0.0.1.evil.example/cb", "app:/cb", "alipays://x",
        "mailto:me@portal.example", "tel:112", "ftp://portal.example/cb", "intent:x",
        #"https://evil.example\@bank.example"#, "javascript:alert(1)", "/cb", "",
    ])
    func butNotHere(text: String) { #expect(!PortalAddress.isStrangersRedirectURI(text)) }

    /// An app may write anything behind its scheme; no host is behind it.
    @Test(
        arguments: [
            ("https://portal.example:8443/cb", "portal.example"), ("http://[::1]:8080/cb", "::1"),
            ("com.example.app://bank.example/cb", nil), ("com.example.app:/cb", nil), ("/cb", nil),
        ] as [(String, String?)])
    func onlyAnAddressOfTheWebHasAHost(text: String, host: String?) {
        #expect(PortalAddress.webHost(text) == host)
    }

    @Test(arguments: [
        "https://portal.example/logout", "https://portal.example:8443/logout?x=1",
        "http://127.0.0.1:8081/logout", "http://127.1.2.3/", "http://localhost:1/",
        "http://[::1]:8081/logout",
    ])
    func theBrokerMayCall(text: String) { #expect(PortalAddress.isCallable(text)) }

    @Test(arguments: [
        "http://portal.example/logout", "http://10.0.0.1/", "http://128.0.0.1/",
        "http://localhost.evil.example/", "http://127.evil.example/", "http://127.0.0.1.nip.io/",
        "ftp://127.0.0.1/", "com.example.app:/x", "https://me@portal.example/",
        "https://me:pw@portal.example/", "http://me@127.0.0.1/", "https://portal.example/#x",
        "/logout", "", "http://[::2]/", "http://0.0.0.0/", "http://127.010.0.1/",
        "http://127.0.0.+1/", "http://127.1/", "http://[0:0:0:0:0:0:0:1]/",
    ])
    func butNotCall(text: String) { #expect(!PortalAddress.isCallable(text)) }
}
