import Broker
import ServiceLifecycle
import WaitingRoom

/// Ends waits whose time has come, and all of them when the server goes down.
struct WaitingService: Service {
    let room: WaitingRoom
    let clock: BrokerClock

    /// Milliseconds between two looks: waits are told in whole seconds, a tenth is not noticed.
    private static let pace = 100

    func run() async throws {
        await withGracefulShutdownHandler {
            // Being cancelled is how this loop ends; as an error it would end the others, too.
            try? await cancelWhenGracefulShutdown {
                while true {
                    try await Task.sleep(for: .milliseconds(Self.pace))
                    room.expire(at: clock.waiting())
                }
            }
        } onGracefulShutdown: {
            room.close()
        }
    }
}
