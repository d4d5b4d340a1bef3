import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// An address that a request names and that nobody may call: it counts who does.
final class Bait: Sendable {
    private let count: NIOLockedValueBox<Int>
    private let channel: any Channel

    init() async throws {
        let count = NIOLockedValueBox(0)
        self.count = count
        channel = try await ServerBootstrap(group: NIOSingletons.posixEventLoopGroup)
            .childChannelInitializer { channel in
                count.withLockedValue { $0 += 1 }
                return channel.close()
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/bait" }
    var calls: Int { count.withLockedValue(\.self) }

    func close() async throws { try await channel.close() }
}
