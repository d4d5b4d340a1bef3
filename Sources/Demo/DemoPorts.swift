import Foundation

/// Where the demo listens, all on one address.
package struct DemoPorts: Sendable {
    package var host: String
    package var broker: Int
    package var portal: Int
    package var wallet: Int
    package var face: Int
    package var management: Int

    /// - Parameters: a port of 0 is replaced by a free one, because the addresses must stand in the
    ///   configuration before anything listens.
    package init(
        host: String, broker: Int, portal: Int, wallet: Int, face: Int, management: Int
    ) throws {
        self.host = host
        let free = try FreePorts(
            count: [broker, portal, wallet, face, management].count { $0 == 0 })
        var next = free.ports.makeIterator()
        func port(_ wanted: Int) -> Int { wanted == 0 ? next.next() ?? 0 : wanted }
        self.broker = port(broker)
        self.portal = port(portal)
        self.wallet = port(wallet)
        self.face = port(face)
        self.management = port(management)
    }

    package var issuer: String { "http://\(host):\(broker)" }
    package var portalURL: String { "http://\(host):\(portal)" }
    package var walletURL: String { "http://\(host):\(wallet)" }
    package var faceURL: String { "http://\(host):\(face)" }
    package var managementURL: String { "http://127.0.0.1:\(management)" }

    /// What stands in the configuration.
    var addresses: TemplateAddresses {
        var addresses = TemplateAddresses()
        addresses.issuer = issuer
        addresses.listen = "\(host):\(broker)"
        addresses.managementListen = "127.0.0.1:\(management)"
        addresses.portal = portalURL
        addresses.wallet = walletURL
        addresses.faceProvider = faceURL
        addresses.domain = host
        return addresses
    }
}
