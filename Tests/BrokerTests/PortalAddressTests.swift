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
    ])
    func butNotThere(text: String) { #expect(!PortalAddress.isRedirectURI(text)) }

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
        "/logout", "", "http://[::2]/", "http://0.0.0.0/",
    ])
    func butNotCall(text: String) { #expect(!PortalAddress.isCallable(text)) }
}
