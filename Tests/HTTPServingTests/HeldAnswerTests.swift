import HTTPTypes
import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import Testing

@testable import HTTPServing

@Suite("A held answer") struct HeldAnswerTests {
    private let noContent = Reply.response(Response(status: .noContent))

    @Test func isGivenWhenItsBellRings() throws {
        let line = try Line()
        #expect(try line.get("/held").isEmpty)
        line.responder.poll.ring(noContent)
        #expect(try line.heard().hasPrefix("HTTP/1.1 204 No Content\r\n"))
        #expect(try line.get("/a").hasSuffix("/a?- "))
    }

    @Test func waitsOnWhereThereIsNothingForIt() throws {
        let line = try Line()
        _ = try line.get("/held")
        let next = ScriptedPoll()
        line.responder.poll.ring(.held(next))
        #expect(try line.heard().isEmpty)
        line.responder.poll.ring(noContent)
        #expect(try line.heard().isEmpty, "the first bell has rung")
        next.ring(noContent)
        #expect(try line.heard().hasPrefix("HTTP/1.1 204"))
    }

    @Test func isAbandonedWhenTheClientIsGone() throws {
        let line = try Line()
        _ = try line.get("/held")
        let poll = line.responder.poll
        #expect(!poll.isAbandoned.withLockedValue { $0 })
        try line.channel.close().wait()
        line.channel.embeddedEventLoop.run()
        #expect(poll.isAbandoned.withLockedValue { $0 })
        // A bell that rings late finds nobody.
        poll.ring(noContent)
        #expect(try line.heard().isEmpty)
    }

    @Test func isNoneAnyMoreOnceItWasGiven() throws {
        let line = try Line()
        _ = try line.get("/held")
        let poll = line.responder.poll
        poll.ring(noContent)
        _ = try line.heard()
        try line.channel.close().wait()
        #expect(!poll.isAbandoned.withLockedValue { $0 })
    }

    @Test func isNotSilent() throws {
        let line = try Line()
        _ = try line.get("/held")
        line.wait(.hours(1))
        #expect(line.isOpen)
        line.responder.poll.ring(noContent)
        _ = try line.heard()
        line.wait(.seconds(14))
        #expect(line.isOpen)
        line.wait(.seconds(1))
        #expect(!line.isOpen)
    }
}
