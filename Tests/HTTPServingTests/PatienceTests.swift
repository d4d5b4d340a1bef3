import HTTPTypes
import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import NIOPosix
import Testing

@testable import HTTPServing

@Suite("How long and how many", .timeLimit(.minutes(10))) struct PatienceTests {
    @Test func aSilentConnectionIsClosed() throws {
        let line = try Line()
        line.wait(.seconds(14))
        #expect(line.isOpen)
        line.wait(.seconds(1))
        #expect(!line.isOpen)
    }

    /// Nothing can be done with half a head, so that its bytes, however often they come, are silence.
    @Test func aHeadHasToArriveWithinOneSilence() throws {
        for isInTime in [true, false] {
            let line = try Line()
            try line.say("GET /a HTTP/1.1\r\nHost: h\r\n")
            for number in 1...14 {
                line.wait(.seconds(1))
                try line.say("X-\(number): y\r\n")
            }
            #expect(line.isOpen)
            if isInTime {
                #expect(try line.say("\r\n").hasSuffix("/a?- "))
            }
            line.wait(.seconds(1))
            #expect(line.isOpen == isInTime)
        }
    }

    @Test func anAddressHasToArriveWithinOneSilence() throws {
        let line = try Line()
        try line.say("GET /")
        for _ in 1...14 {
            line.wait(.seconds(1))
            try line.say("a")
        }
        #expect(line.isOpen)
        line.wait(.seconds(1))
        #expect(!line.isOpen)
    }

    /// A phone that went into a tunnel while it waited never says that it is gone.
    @Test func whoWasLostWhileItWaitedIsClosedAfterItsAnswer() throws {
        let line = try Line()
        _ = try line.get("/held")
        line.wait(.seconds(60))
        #expect(line.isOpen)
        line.responder.poll.ring(.response(Response(status: .noContent)))
        #expect(try line.heard().hasPrefix("HTTP/1.1 204 "))
        line.wait(.seconds(14))
        #expect(line.isOpen)
        line.wait(.seconds(1))
        #expect(!line.isOpen)
    }

    /// Nor does it help to ask again meanwhile, or to begin to.
    @Test(arguments: ["GET /b HTTP/1.1\r\nHost: h\r\n\r\n", "GET /b HTTP/1.1\r\n"])
    func aSlowReaderWhoAsksAgainHasNoMoreTime(next: String) throws {
        let line = try Line()
        line.stopReading()
        line.channel.isWritable = true
        _ = try line.get("/large")
        line.channel.isWritable = false
        try line.say(next)
        line.wait(.seconds(89))
        #expect(line.isOpen)
        line.wait(.seconds(1))
        #expect(!line.isOpen)
    }

    @Test func aRequestMayTakeAPause() throws {
        let line = try Line()
        try line.say("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 8\r\n\r\n1")
        line.wait(.seconds(14))
        try line.say("2")
        line.wait(.seconds(14))
        #expect(line.isOpen)
        line.wait(.seconds(1))
        #expect(!line.isOpen)
    }

    /// Or a byte now and then would hold a connection for ever.
    @Test func aRequestHasToArriveInTime() throws {
        let line = try Line()
        try line.say("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n")
        for _ in 0..<8 {
            line.wait(.seconds(11))
            #expect(line.isOpen)
            try line.say("1")
        }
        line.wait(.seconds(1))
        #expect(line.isOpen)
        line.wait(.seconds(1))
        #expect(!line.isOpen)
    }

    /// What is too much must come to an end, too.
    @Test func theRestOfTooMuchHasToArriveInTime() throws {
        let line = try Line()
        try line.say("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 999999\r\n\r\n1")
        for _ in 0..<6 {
            line.wait(.seconds(14))
            #expect(line.isOpen)
            try line.say("2")
        }
        line.wait(.seconds(6))
        #expect(!line.isOpen)
    }

    @Test func atAShutdownTheIdleGoAtOnceAndTheBusyWithTheirAnswer() throws {
        let idle = try Line()
        let busy = try Line()
        _ = try busy.get("/held")
        for line in [idle, busy] {
            line.connections.quiesce()
            line.channel.embeddedEventLoop.run()
        }
        #expect(!idle.isOpen && busy.isOpen)
        busy.responder.poll.ring(.response(Response(status: .ok)))
        #expect(try busy.heard().contains("connection: close\r\n"))
        #expect(!busy.isOpen)
    }

    @Test func closingEndsTheBusyToo() throws {
        let line = try Line()
        _ = try line.get("/held")
        line.connections.close()
        line.channel.embeddedEventLoop.run()
        #expect(!line.isOpen)
        #expect(line.responder.poll.isAbandoned.withLockedValue { $0 })
    }

    /// A shutdown must not cut what is half said.
    @Test func atAShutdownAnAnswerGoesOutAsAWhole() throws {
        let line = try Line()
        _ = try line.get("/a")
        line.stopReading()
        // Already on its way when the client stopped.
        line.channel.isWritable = true
        _ = try line.get("/large")
        line.connections.quiesce()
        line.channel.embeddedEventLoop.run()
        #expect(line.isOpen)
        #expect(try line.readAgain().utf8.count > 100_000)
        #expect(!line.isOpen)
    }

    @Test func aSlowReaderHasTheTimeOfASlowSender() throws {
        let line = try Line()
        line.stopReading()
        line.channel.isWritable = true
        _ = try line.get("/large")
        line.wait(.seconds(89))
        #expect(line.isOpen)
        line.wait(.seconds(1))
        #expect(!line.isOpen)
    }

    /// One client that drips must not keep the shutdown waiting.
    @Test func duringAShutdownARequestHasASilenceLeft() throws {
        let line = try Line()
        try line.say("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 8\r\n\r\n1")
        line.connections.quiesce()
        line.channel.embeddedEventLoop.run()
        line.wait(.seconds(14))
        try line.say("2")
        #expect(line.isOpen)
        line.wait(.seconds(1))
        #expect(!line.isOpen)
    }

    @Test func thereAreNoMoreThanMayBe() {
        let connections = Connections(
            ListenerLimits(connections: 2), on: MultiThreadedEventLoopGroup.singleton)
        connections.opened()
        #expect(!connections.isFull)
        connections.opened()
        #expect(connections.isFull)
        connections.closed()
        #expect(!connections.isFull && !connections.isClosing)
        connections.quiesce()
        #expect(connections.isClosing)
    }

    @Test func whoeverComesDuringAShutdownGoesAtOnce() throws {
        let line = try Line { $0.quiesce() }
        #expect(!line.isOpen)
    }

    /// The tasks end with the last connection, not before.
    @Test func theWorkEndsWithTheLastConnection() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let connections = Connections(ListenerLimits(connections: 2), on: group)
        let done = NIOLockedValueBox(0)
        connections.opened()
        connections.quiesce()
        let loop = group.next()
        let work = Work(
            respond: {
                done.withLockedValue { $0 += loop.inEventLoop ? 1 : 100 }
                return .response(Response(status: .ok))
            }, deliver: { _ in })
        connections[loop].queue.yield(work)
        connections.closed()
        await connections.work()
        #expect(done.withLockedValue { $0 } == 1, "once, by the loop's own thread")
    }
}
