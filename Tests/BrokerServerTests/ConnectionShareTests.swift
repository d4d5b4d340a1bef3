import Addresses
import BrokerHTTP
import HTTPServing
import NIOCore
import Testing

@testable import BrokerServer

@Suite("Whose connections are counted together") struct ConnectionShareTests {
    private func limits(_ share: ConnectionShare, _ proxies: [String] = []) -> ListenerLimits {
        var limits = ListenerLimits(connections: 100)
        share.apply(to: &limits, TrustedProxies(proxies.compactMap { IPNetwork($0) }))
        return limits
    }

    private func key(
        _ address: String, _ share: ConnectionShare, _ proxies: [String] = []
    ) throws -> String? {
        limits(share, proxies).addressKey(try SocketAddress(ipAddress: address, port: 4711))
    }

    @Test func eachAddressByItselfAnIPv6OneByItsNetwork() throws {
        #expect(try key("203.0.113.7", .shared) != key("203.0.113.8", .shared))
        #expect(try key("2001:db8::1", .shared) == key("2001:db8::2:3", .shared))
        #expect(try key("2001:db8::1", .shared) != key("2001:db8:0:1::1", .shared))
        #expect(try key("::ffff:203.0.113.7", .shared) == key("203.0.113.7", .shared))
        #expect(try key("203.0.113.7", .shared) != nil)
    }

    @Test(arguments: ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
    func thisMachineIsCountedOnlyWhereANumberIsSet(address: String) throws {
        #expect(try key(address, .shared) == nil)
        #expect(try key(address, .atMost(3)) != nil)
    }

    @Test func aTrustedProxyIsNotCounted() throws {
        for share in [ConnectionShare.shared, .atMost(3)] {
            #expect(try key("10.0.0.1", share, ["10.0.0.0/8"]) == nil)
            #expect(try key("11.0.0.1", share, ["10.0.0.0/8"]) != nil)
        }
    }

    @Test func offCountsNobody() throws {
        #expect(try key("203.0.113.7", .off) == nil)
        #expect(limits(.off).connectionsPerAddress == nil)
        #expect(limits(.shared).connectionsPerAddress == nil)
        #expect(limits(.atMost(3)).connectionsPerAddress == 3)
    }
}
