import NIOCore
import NIOPosix

/// The one event loop on which everything happens.
///
/// One, because what it drives shares its state without locks, and because a generator that takes
/// one core and no more leaves the others to the server beside it.
enum LoadLoop {
    static func run<Value>(
        _ work: (any EventLoop) async throws -> Value
    ) async throws -> Value {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let value = try await work(group.next())
            try await group.shutdownGracefully()
            return value
        } catch {
            try await group.shutdownGracefully()
            throw error
        }
    }
}
