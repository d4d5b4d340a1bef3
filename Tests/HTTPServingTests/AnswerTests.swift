import HTTPTypes
import NIOCore
import NIOEmbedded
import Testing

@testable import HTTPServing

@Suite("An answer on the line") struct AnswerTests {
    /// Clients that read slowly would each keep a copy of the same file in memory.
    @Test func sendsALargeBodyFromWhereItStands() throws {
        let line = try Line()
        _ = try? line.channel.writeInbound(
            ByteBuffer(string: "GET /large HTTP/1.1\r\nHost: h\r\n\r\n"))
        line.channel.embeddedEventLoop.run()
        let head = try #require(try line.channel.readOutbound(as: ByteBuffer.self))
        let body = try #require(try line.channel.readOutbound(as: ByteBuffer.self))
        #expect(String(buffer: head).hasSuffix("\r\n\r\n"))
        #expect(head.storageCapacity < 2 * Exchange.largestCopy)
        #expect(body.place == ScriptedResponder.large.place)
    }

    @Test(arguments: [(Exchange.largestCopy, false), (Exchange.largestCopy + 1, true)])
    func goesOutInOnePieceWhereItIsSmall(count: Int, isApart: Bool) {
        let body = ByteBuffer(repeating: 0x61, count: count)
        let exchange = Exchange(isHead: false, isKeptAlive: true, isOld: false)
        let (first, rest) = exchange.bytes(
            of: Response(status: .ok, body: body), closes: false, date: "", ByteBufferAllocator())
        #expect((rest != nil) == isApart)
        #expect(String(buffer: first).contains("content-length: \(count)\r\n"))
        #expect(String(buffer: first).hasSuffix("a") != isApart)
    }

    @Test func sendsNothingBehindTheHeadOfALargeFile() throws {
        let answer = try Line().say("HEAD /large HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(answer.contains("content-length: 100000\r\n") && answer.hasSuffix("\r\n\r\n"))
    }

    /// A value that came from outside ends no line.
    @Test func isNotSplitByWhatStandsInAField() throws {
        let answer = try Line().get("/forged")
        #expect(answer.hasPrefix("HTTP/1.1 302 Found\r\n") && answer.hasSuffix("\r\n\r\n"))
        #expect(answer.contains("\r\nLocation: /a"))
        #expect(!answer.contains("\nset-cookie") && !answer.contains("\r\n\r\n<p>"))
    }
}

extension ByteBuffer {
    /// Where its bytes are in memory.
    fileprivate var place: UnsafeRawPointer? {
        withUnsafeReadableBytes { $0.baseAddress }
    }
}
