import HTTPTypes
import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import Testing

@testable import HTTPServing

/// What a work has of a request is in memory until it is done, whoever has gone meanwhile.
@Suite("Work", .timeLimit(.minutes(10))) struct WorkTests {
    private let body = "POST /work HTTP/1.1\r\nHost: h\r\nContent-Length: 8\r\n\r\n12345678"
    /// Of its address, its fields and its body.
    private static let count = 6 + 15 + 8
    private let loop = NIOAsyncTestingEventLoop()
    private let connections: Connections
    private let channel: NIOAsyncTestingChannel
    private let responder = ScriptedResponder()

    init() async throws {
        var limits = ListenerLimits(connections: 3)
        limits.bodies = Self.count
        connections = Connections(limits, on: loop)
        channel = NIOAsyncTestingChannel(loop: loop)
        let (connections, channel, responder) = (connections, channel, responder)
        try await loop.executeInContext {
            try HTTPListener.speak(on: channel, responder, connections)
        }
        try await channel.connect(to: SocketAddress(ipAddress: "192.0.2.7", port: 4711))
    }

    /// The request that waits for its turn.
    private func next() async throws -> Work {
        var works = connections[loop].arriving.makeAsyncIterator()
        return try #require(await works.next())
    }

    /// - Returns: what is not taken.
    private var left: Int {
        var left = 0
        while connections.bodies.take(1) { left += 1 }
        connections.bodies.giveBack(left)
        return left
    }

    private func heard() async throws -> String {
        await loop.run()
        var text = ""
        while let bytes = try await channel.readOutbound(as: ByteBuffer.self) {
            text += String(buffer: bytes)
        }
        return text
    }

    @Test func hasRoomUntilItIsDone() async throws {
        for _ in 1...3 {
            try await channel.writeInbound(ByteBuffer(string: body))
            let work = try await next()
            #expect(left == 0)
            await work.run()
            #expect(try await heard().hasPrefix("HTTP/1.1 204 "))
            #expect(left == Self.count)
        }
    }

    @Test(arguments: [false, true])
    func keepsItsRoomWhenTheClientIsGone(isHeld: Bool) async throws {
        try await channel.writeInbound(ByteBuffer(string: body))
        let work = try await next()
        try await channel.close()
        await loop.run()
        #expect(left == 0, "the body is in the work")
        let poll = ScriptedPoll()
        work.deliver(isHeld ? .held(poll) : .response(Response(status: .noContent)))
        #expect(try await heard().isEmpty)
        #expect(left == Self.count)
        #expect(poll.isAbandoned.withLockedValue { $0 } == isHeld)
    }

    @Test func givesItBackWhenItsAnswerIsHeld() async throws {
        try await channel.writeInbound(ByteBuffer(string: body))
        let poll = ScriptedPoll()
        try await next().deliver(.held(poll))
        await loop.run()
        #expect(left == Self.count)
        poll.ring(.work { .response(Response(status: .noContent)) })
        await loop.run()
        await (try next()).run()
        #expect(try await heard().hasPrefix("HTTP/1.1 204 "))
        try await channel.close()
        await loop.run()
        #expect(left == Self.count, "once")
    }

    @Test func handsItOnToTheNext() async throws {
        try await channel.writeInbound(ByteBuffer(string: body))
        try await next().deliver(.work { .response(Response(status: .noContent)) })
        await loop.run()
        #expect(left == 0)
        await (try next()).run()
        #expect(try await heard().hasPrefix("HTTP/1.1 204 "))
        #expect(left == Self.count)
    }

    @Test func needsNoRoomWhereThereIsNoPlaceInTheQueue() async throws {
        for _ in 1...3 {
            let other = Work(respond: { .response(Response(status: .ok)) }, deliver: { _ in })
            connections[loop].queue.yield(other)
        }
        try await channel.writeInbound(ByteBuffer(string: body))
        let answer = try await heard()
        #expect(answer.hasPrefix("HTTP/1.1 503 ") && answer.contains("Retry-After: 1\r\n"))
        #expect(left == Self.count)
    }
}
