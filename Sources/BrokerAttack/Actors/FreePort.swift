import NIOCore
import NIOPosix

/// A port of this machine that nobody listens on.
enum FreePort {
    static func draw() throws -> Int {
        let channel = try ServerBootstrap(group: NIOSingletons.posixEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).wait()
        defer { channel.close(promise: nil) }
        return channel.localAddress?.port ?? 0
    }
}
