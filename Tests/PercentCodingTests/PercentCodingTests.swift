import PercentCoding
import Testing

@Suite struct PercentCodingTests {
    @Test(arguments: [
        ("aZ09-._~", "aZ09-._~"), ("a b+c&d=e", "a%20b%2Bc%26d%3De"),
        ("a b&c=d#e\r\n你~", "a%20b%26c%3Dd%23e%0D%0A%E4%BD%A0~"), ("", ""),
    ])
    func nothingEscapesTheQuery(text: String, encoded: String) {
        #expect(PercentCoding.encode(text) == encoded)
    }

    @Test func pairsStandInTheirOrder() {
        #expect(
            PercentCoding.encode([("a b", "\n?&=ä"), ("c", "-._~"), ("a b", "")])
                == "a%20b=%0A%3F%26%3D%C3%A4&c=-._~&a%20b=")
    }

    /// A colon in either part is no end of the name.
    @Test func bothPartsOfCredentialsAreEncoded() {
        #expect(
            BasicCredentials.authorization(id: "a:b", secret: "c d") == "Basic YSUzQWI6YyUyMGQ=")
    }
}
