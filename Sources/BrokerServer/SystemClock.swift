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
