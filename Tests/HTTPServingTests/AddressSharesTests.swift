import Dispatch
import NIOConcurrencyHelpers
import NIOEmbedded
import Testing

@testable import HTTPServing

@Suite("What one address may have") struct AddressSharesTests {
    private func connections(_ count: Int, most: Int? = nil) -> Connections {
        var limits = ListenerLimits(connections: count)
        limits.connectionsPerAddress = most
        return Connections(limits, on: EmbeddedEventLoop())
    }

    /// Opens as many as it gets.
    private func fill(_ connections: Connections, by key: String?) -> Int {
        var count = 0
        while !connections.isFull, connections.opened(by: key) { count += 1 }
        return count
    }

    @Test func aloneItHasThreeQuarters() {
        let connections = connections(100)
        #expect(fill(connections, by: "a") == 75)
        #expect(!connections.isFull && connections.opened(by: "b"))
        connections.closed(by: "a")
        #expect(!connections.opened(by: "a"), "two less are free than when it had as many")
        connections.closed(by: "b")
        #expect(connections.opened(by: "a") && !connections.opened(by: "a"))
    }

    @Test func whoeverComesNextHasThreeQuartersOfTheRest() {
        let connections = connections(1000)
        #expect(["a", "b", "c"].map { fill(connections, by: $0) } == [750, 187, 47])
        #expect(!connections.isFull && !connections.opened(by: "a"))
    }

    @Test func whoHasNoneMayHaveOne() {
        let connections = connections(2)
        connections.opened()
        connections.opened()
        #expect(connections.opened(by: "a"), "accepted in the same turn as the last one")
        #expect(!connections.opened(by: "a"))
    }

    @Test func whoIsNotCountedMayHaveAll() {
        let connections = connections(100)
        #expect(fill(connections, by: nil) == 100 && connections.isFull)
    }

    @Test func aNumberIsNeverExceeded() {
        let connections = connections(100, most: 3)
        #expect(fill(connections, by: "a") == 3 && fill(connections, by: "b") == 3)
        connections.closed(by: "a")
        #expect(connections.opened(by: "a") && !connections.opened(by: "a"))
        #expect(fill(self.connections(4, most: 100), by: "a") == 3, "nor is its share")
    }

    @Test func whoIsGoneIsForgotten() {
        let shares = AddressShares()
        for address in 1...100 {
            #expect(shares.open("\(address)", free: 10, most: nil))
            #expect(shares.takeBytes(1, "\(address)", free: 10))
        }
        #expect(shares.count == 100)
        for address in 1...100 { shares.close("\(address)") }
        #expect(shares.count == 100, "what they sent is still being worked on")
        for address in 1...100 { shares.giveBackBytes(1, "\(address)") }
        #expect(shares.count == 0)
        #expect(!shares.open("a", free: 10, most: 0) && !shares.takeBytes(31, "a", free: 10))
        #expect(shares.count == 0)
    }

    /// The listener has several threads.
    @Test func whatManyThreadsTakeAndGiveBackIsCountedExactly() {
        let shares = AddressShares()
        let refusedCount = NIOLockedValueBox(0)
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for turn in 0..<2_000 {
                let key = "\(turn % 3)"
                guard shares.open(key, free: .max / 3, most: 8) else {
                    refusedCount.withLockedValue { $0 += 1 }
                    continue
                }
                _ = shares.takeBytes(thread + 1, key, free: 1_000)
                shares.giveBackBytes(thread + 1, key)
                shares.close(key)
            }
        }
        #expect(refusedCount.withLockedValue { $0 } == 0, "eight threads have eight at most")
        #expect(shares.count == 0)
    }

    // MARK: Memory for bodies

    @Test func oneAddressLeavesRoomForPicturesOfOthers() {
        let beginning = BodyBudget.beginning
        let budget = BodyBudget(bytes: 16 * beginning)
        var taken = 0
        while budget.take(beginning, after: taken == 0 ? 0 : beginning, by: "a") { taken += 1 }
        #expect(taken == 9, "three quarters of the twelve that pictures may fill")
        #expect(budget.take(2 * beginning, by: "b") && budget.take(beginning, by: nil))
        for _ in 1...taken { budget.giveBack(beginning, by: "a") }
        #expect(budget.take(beginning, after: beginning, by: "a"))
    }

    private func post(_ count: Int) -> String {
        "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: \(count)\r\n\r\n"
            + String(repeating: "b", count: count)
    }

    @Test func aRequestTakesOfTheShareOfItsAddress() throws {
        let line = try Line(bodies: 1000, key: "a")
        #expect(line.connections.bodies.take(740, by: "a"))
        #expect(try line.say(post(8)).hasPrefix("HTTP/1.1 503 "))
        line.connections.bodies.giveBack(100, by: "a")
        #expect(try line.say(post(8)).hasSuffix("/a?- bbbbbbbb"))
        #expect(line.connections.bodies.take(110, by: "a"), "all of it was given back")
        #expect(!line.connections.bodies.take(1, by: "a") && line.connections.bodies.take(249))
        let other = try Line(bodies: 1000, key: "b")
        #expect(other.connections.bodies.take(740, by: "a"))
        #expect(try other.say(post(8)).hasSuffix("/a?- bbbbbbbb"))
    }
}
