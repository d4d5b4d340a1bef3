package import Broker
import Foundation
import LoginFlow
import NIOCore
import WaitingRoom

extension BrokerClock {
    /// The clocks of this machine.
    package static let system = BrokerClock(
        now: { Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
        waiting: {
            let nanoseconds = NIODeadline.now().uptimeNanoseconds
            return WaitingInstant(milliseconds: Int64(nanoseconds / 1_000_000))
        })
}

/// Random bytes of this machine.
enum SystemRandom {
    @Sendable static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
