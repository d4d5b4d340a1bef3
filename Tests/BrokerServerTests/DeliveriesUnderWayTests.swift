import LoginFlow
import SessionStore
import Testing

@testable import BrokerServer

@Suite("Messages under way") struct DeliveriesUnderWayTests {
    private let underWay = DeliveriesUnderWay()

    private func delivery(_ number: UInt8, to portal: String) -> Delivery {
        Delivery(
            id: [UInt8](repeating: number, count: 16), kind: .logout, clientID: portal,
            content: [], nextAt: nil, giveUpAt: Moment(seconds: 1))
    }

    @Test func oneMessageGoesOnce() {
        #expect(underWay.start(delivery(1, to: "a")))
        #expect(!underWay.start(delivery(1, to: "a")))
        underWay.end(delivery(1, to: "a"))
        underWay.end(delivery(1, to: "a"))
        #expect(underWay.start(delivery(1, to: "a")))
    }

    @Test func aSlowPortalLeavesRoomForOthers() {
        for number in 1...UInt8(DeliveriesUnderWay.maximumPerPortal) {
            #expect(underWay.busyPortals == [])
            #expect(underWay.start(delivery(number, to: "a")))
        }
        #expect(underWay.busyPortals == ["a"])
        #expect(!underWay.start(delivery(9, to: "a")))
        #expect(underWay.start(delivery(9, to: "b")))
        underWay.end(delivery(1, to: "a"))
        #expect(underWay.busyPortals == [])
        #expect(underWay.start(delivery(1, to: "a")))
    }

    @Test func thereIsAnEndToAllOfThem() {
        for number in 1...UInt8(DeliveriesUnderWay.maximum) {
            #expect(underWay.start(delivery(number, to: "portal \(number)")))
        }
        #expect(!underWay.start(delivery(99, to: "another")))
        underWay.end(delivery(1, to: "portal 1"))
        #expect(underWay.start(delivery(99, to: "another")))
    }
}
