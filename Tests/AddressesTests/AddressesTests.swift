import Addresses
import Testing

@Suite struct AddressesTests {
    @Test(arguments: [
        ("203.0.113.7", "203.0.113.7"), ("2001:DB8:0:0:1::", "2001:db8:0:0:1::"),
        ("::ffff:203.0.113.7", "203.0.113.7"), ("::1", "::1"), ("0.0.0.0", "0.0.0.0"),
    ])
    func isWrittenInOneWay(text: String, canonical: String) {
        #expect(IPAddress(text)?.text == canonical)
        #expect(IPAddress(canonical) == IPAddress(text))
    }

    @Test(arguments: [
        "", "unknown", "203.0.113", "203.0.113.7:80", "[::1]", "::1%eth0", "1.2.3.4.5", "256.1.1.1",
        " 10.0.0.1", "10.0.0.1 ", "0x7f.1", "::ffff:300.1.1.1", "10.0.0.1\u{0}x",
    ])
    func anythingElseIsNone(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: [0, 3, 5, 15, 17]) func hasFourBytesOrSixteen(count: Int) {
        #expect(IPAddress(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
        ("192.0.2.128/25", "192.0.2.127", false), ("192.0.2.128/25", "192.0.2.128", true),
        ("10.1.2.3/8", "10.9.9.9", true), ("0.0.0.0/0", "203.0.113.7", true),
        ("0.0.0.0/0", "2001:db8::1", false), ("203.0.113.7", "203.0.113.7", true),
        ("203.0.113.7", "203.0.113.6", false), ("2001:db8::/33", "2001:db8:7fff::1", true),
        ("2001:db8::/33", "2001:db8:8000::1", false), ("10.0.0.0/8", "::ffff:10.1.1.1", true),
        ("::/0", "2001:db8::1", true),
    ])
    func containsWhatBeginsLikeIt(network: String, address: String, isInside: Bool) throws {
        let network = try #require(IPNetwork(network))
        #expect(network.contains(try #require(IPAddress(address))) == isInside)
        #expect(IPNetwork(network.text) == network)
    }

    @Test(arguments: [
        "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "/8", "x/8",
        "10.0.0.0/8x",
    ])
    func aNetworkHasAsManyBitsAsItsAddress(text: String) {
        #expect(IPNetwork(text) == nil)
    }

    @Test func aPlainAddressIsANetworkOfItself() {
        #expect(IPNetwork("10.1.2.3")?.text == "10.1.2.3/32")
        #expect(IPNetwork("10.1.2.3/8")?.text == "10.0.0.0/8")
        #expect(IPNetwork("10.1.2.3/9") != IPNetwork("10.1.2.3/8"))
    }
}
