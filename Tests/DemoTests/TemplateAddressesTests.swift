import Testing

@testable import Demo

@Suite("Addresses in a template") struct TemplateAddressesTests {
    private let text = """
        issuer: http://127.0.0.1:8080
        listen: 127.0.0.1:8080
        management_listen: 127.0.0.1:9080
        trusted_proxies: [127.0.0.1]
        domain: 127.0.0.1
        redirect_uris: ["http://127.0.0.1:8081/callback"]
        deep_link: "http://127.0.0.1:8082/?code={payload}"
        face: { url: http://127.0.0.1:8083 }
        """

    @Test("Unchanged ones leave the file as it is")
    func unchanged() {
        #expect(TemplateAddresses().placed(in: text) == text)
    }

    @Test("Each is found by what it is, even when parties change places")
    func allAtOnce() {
        var addresses = TemplateAddresses()
        addresses.issuer = "http://127.0.0.1:8082"
        addresses.listen = "127.0.0.1:8082"
        addresses.managementListen = "127.0.0.1:8080"
        addresses.portal = "http://127.0.0.1:8083"
        addresses.wallet = "http://127.0.0.1:8080"
        addresses.faceProvider = "http://127.0.0.1:8081"
        addresses.domain = "localhost"
        #expect(
            addresses.placed(in: text) == """
                issuer: http://127.0.0.1:8082
                listen: 127.0.0.1:8082
                management_listen: 127.0.0.1:8080
                trusted_proxies: [127.0.0.1]
                domain: localhost
                redirect_uris: ["http://127.0.0.1:8083/callback"]
                deep_link: "http://127.0.0.1:8080/?code={payload}"
                face: { url: http://127.0.0.1:8081 }
                """)
    }

    @Test("Plain HTTP: the broker listens there itself; HTTPS: a proxy does")
    func listenFollowsIssuer() throws {
        #expect(TemplateAddresses(issuer: "http://10.0.0.7:9000/")?.listen == "10.0.0.7:9000")
        #expect(TemplateAddresses(issuer: "http://10.0.0.7")?.listen == "10.0.0.7:80")
        let proxied = try #require(TemplateAddresses(issuer: "https://login.example.org/"))
        #expect(proxied.issuer == "https://login.example.org")
        #expect(proxied.listen == "127.0.0.1:8080")
    }

    @Test(
        "What is no address of a server", arguments: ["", "login.example.org", "ftp://a", "http:"])
    func noAddress(_ text: String) {
        #expect(TemplateAddresses(issuer: text) == nil)
    }

    @Test("Another judge of faces stands wherever a policy has one")
    func judges() throws {
        let template = try #require(Template.named("city"))
        let local = template.configuration(at: TemplateAddresses(), faces: .local)
        #expect(!local.contains("provider: attested"))
        #expect(local.contains("\n  local: { command: [qrbroker-face] }"))
        let remote = template.configuration(at: TemplateAddresses(), faces: .remote)
        #expect(remote.contains("provider: remote"))
        #expect(remote.contains("\n  # local: {"))
    }
}
