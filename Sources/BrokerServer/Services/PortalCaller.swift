import AsyncHTTPClient
import Broker
import CNIOLinux
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Calls addresses of portals: as they stand, without following redirects, and for those that
/// nobody has checked at public addresses only (SECURITY, protection 16).
struct PortalCaller: Sendable {
    /// How long a portal may take to answer.
    private static let timeout = TimeAmount.seconds(5)

    private let client = HTTPClient(
        eventLoopGroupProvider: .singleton, configuration: Self.configuration())

    private static func configuration(
        dnsOverride: [String: String] = [:]
    ) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: timeout, read: timeout))
        configuration.dnsOverride = dnsOverride
        return configuration
    }

    func close() async throws { try await client.shutdown() }

    func send(_ message: DeliveryMessage) async -> DeliveryOutcome {
        guard message.isPublicOnly else { return await send(message, with: client) }
        guard let host = URL(string: message.address)?.host,
            let address = await Self.publicAddress(of: host)
        else { return .unreachable }
        // The very address that was looked at is called, so that no second look at the name service
        // can lead elsewhere.
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: Self.configuration(dnsOverride: [host: address]))
        let outcome = await send(message, with: client)
        // What is left open closes with the portal's connection.
        try? await client.shutdown()
        return outcome
    }

    private func send(
        _ message: DeliveryMessage, with client: HTTPClient
    ) async -> DeliveryOutcome {
        var request = HTTPClientRequest(url: message.address)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: message.contentType)
        request.headers.add(name: "Cache-Control", value: "no-store")
        if let bearer = message.bearer {
            request.headers.add(name: "Authorization", value: "Bearer \(bearer)")
        }
        request.body = .bytes(ByteBuffer(bytes: message.body))
        do {
            let response = try await client.execute(request, timeout: Self.timeout)
            return DeliveryOutcome(status: response.status.code)
        } catch {
            // A failure of the portal's, told by the metric and tried again.
            return .unreachable
        }
    }

    /// The address of the host that is called, if it is a public one.
    private static func publicAddress(of host: String) async -> String? {
        let found = try? await NIOThreadPool.singleton.runIfActive {
            try SocketAddress.makeAddressResolvingHost(host, port: 443)
        }
        guard let found, PublicAddress.contains(bytes(of: found)) else { return nil }
        return found.ipAddress
    }

    private static func bytes(of address: SocketAddress) -> [UInt8] {
        switch address {
        case .v4(let address): withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
        case .v6(let address): withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
        case .unixDomainSocket: []
        }
    }
}
