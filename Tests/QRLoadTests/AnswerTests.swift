import NIOCore
import Testing

@testable import qrload

@Suite struct AnswerTests {
    private static let whole = """
        HTTP/1.1 201 Created\r
        Content-Type: application/json\r
        CONTENT-LENGTH: 5\r
        Retry-After: 17\r
        \r
        helloHTTP/1.1 2
        """

    @Test("An answer is taken, and what follows stays")
    func one() throws {
        var received = ByteBuffer(string: Self.whole)
        let answer = try #require(try Answer.next(in: &received))
        #expect(answer == Answer(status: 201, retryAfter: 17, body: ByteBuffer(string: "hello")))
        #expect(String(buffer: received) == "HTTP/1.1 2")
        #expect(try Answer.next(in: &received) == nil)
    }

    @Test("Cut anywhere, it is not there yet, and nothing is taken")
    func cut() throws {
        let length = Self.whole.utf8.count - "HTTP/1.1 2".utf8.count
        for end in 0..<length {
            var received = ByteBuffer(bytes: Self.whole.utf8.prefix(end))
            #expect(try Answer.next(in: &received) == nil, "\(end) bytes")
            #expect(received.readableBytes == end)
        }
    }

    @Test("204 has no body, and a server may say that it closes")
    func empty() throws {
        var received = ByteBuffer(string: "HTTP/1.1 204 No Content\r\nconnection: Close\r\n\r\n")
        #expect(try Answer.next(in: &received) == Answer(status: 204, closes: true))
        #expect(received.readableBytes == 0)
        // What a length says there is of an answer to another request (RFC 9110, section 8.6).
        received = ByteBuffer(string: "HTTP/1.1 304 x\r\nContent-Length: 5\r\n\r\nHTTP/")
        #expect(try Answer.next(in: &received) == Answer(status: 304))
        #expect(received.readableBytes == 5)
    }

    @Test("A body in chunks is put together, wherever it is cut")
    func chunks() throws {
        let text =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "4;x=y\r\nWiki\r\nA\r\npedia, yes\r\n0\r\n\r\n"
        for end in 0..<text.utf8.count {
            var received = ByteBuffer(bytes: text.utf8.prefix(end))
            #expect(try Answer.next(in: &received) == nil, "\(end) bytes")
        }
        var received = ByteBuffer(string: text)
        let answer = try Answer.next(in: &received)
        #expect(answer.map { String(buffer: $0.body) } == "Wikipedia, yes")
        #expect(received.readableBytes == 0)
    }

    @Test(
        "What is no answer is told apart from what is not complete",
        arguments: [
            "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 99 x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        ])
    func malformed(text: String) {
        var received = ByteBuffer(string: text)
        #expect(throws: CallFailure.malformed) { try Answer.next(in: &received) }
    }
}
