import Addresses
import Broker
import BrokerHTTP
import HTTPServing
import NIOCore

/// How many connections one address may have.
package enum ConnectionShare: Sendable, Equatable {
    /// Three times as many as are still free. This machine's own addresses are not counted: who calls from
    /// there is a proxy that nobody wrote down, or a load test, and no stranger.
    case shared
    /// The same for every address, and never more than so many.
    case atMost(Int)
    case off

    static let counts = 1...100_000

    private static let loopback = ["127.0.0.0/8", "::1"].compactMap { IPNetwork($0) }

    /// Makes it the rule of a listener.
    ///
    /// - Parameter proxies: are not counted; behind each there are many.
    func apply(to limits: inout ListenerLimits, _ proxies: TrustedProxies) {
        let isForAll: Bool
        switch self {
        case .off: return
        case .shared: isForAll = false
        case .atMost(let count):
            isForAll = true
            limits.connectionsPerAddress = count
        }
        limits.addressKey = { peer in
            guard let text = peer.ipAddress, let address = IPAddress(text),
                !proxies.contains(address),
                isForAll || !Self.loopback.contains(where: { $0.contains(address) })
            else { return nil }
            return IPNetwork.limitKey(address.text)
        }
    }
}

extension ServerConfiguration {
    static func readConnectionShare(_ limits: ConfigurationSection) -> ConnectionShare {
        let (key, meaning) = (
            "connections_per_address",
            "connections of one address; shared: three times as many as are free, this machine's "
                + "own addresses excepted"
        )
        let range = ConnectionShare.counts
        limits.record(
            key, "\(range.lowerBound)–\(range.upperBound) connections, shared, or off", "shared",
            meaning)
        switch limits.text(key, "shared", meaning) {
        case "shared": return .shared
        case "off": return .off
        case let text:
            if let count = text.flatMap({ Int($0) }), range.contains(count) {
                return .atMost(count)
            }
            limits.complain("must be a number such as 1000, shared, or off", at: key)
            return .shared
        }
    }
}
