import HTTPTypes
import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import Testing

@testable import HTTPServing

@Suite("A connection") struct ConnectionTests {
    @Test func answersOneRequestAfterTheOther() throws {
        let line = try Line()
        let first = try line.get("/a?b=c")
        #expect(first.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(first.contains("content-length: 7\r\n") && first.hasSuffix("\r\n\r\n/a?b=c "))
        #expect(try line.get("/d").hasSuffix("/d?- "))
        #expect(
            line.responder.heard.withLockedValue { $0.map(\.peer) } == ["192.0.2.7", "192.0.2.7"])
        #expect(line.isOpen)
    }

    @Test func answersPipelinedRequestsInTheirOrder() throws {
        let line = try Line()
        let both = try line.say(
            "GET /held HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(both.isEmpty && line.responder.heard.withLockedValue { $0.count } == 1)
        line.responder.poll.ring(.response(Response(status: .noContent)))
        let answers = try line.heard()
        #expect(answers.hasPrefix("HTTP/1.1 204 No Content") && answers.hasSuffix("/b?- "))
    }

    /// One read more is let in, or whoever asks without waiting would fill the memory.
    @Test(arguments: ["/b", "/held"]) func readsNothingMoreWhileSomethingWaits(
        last: String
    ) throws {
        let line = try Line()
        _ = try line.get("/held")
        #expect(line.mayRead())
        _ = try line.say("GET /a HTTP/1.1\r\nHost: h\r\n\r\nGET \(last) HTTP/1.1\r\n")
        #expect(!line.mayRead() && !line.mayRead())
        let before = line.readCount
        line.responder.poll.ring(.response(Response(status: .noContent)))
        #expect(try line.heard().hasSuffix("/a?- "))
        #expect(line.readCount == before + 1, "it goes on where it stopped")
        let answer = try line.say("Host: h\r\n\r\n")
        #expect(answer.hasSuffix("/b?- ") == (last == "/b"))
        #expect(line.mayRead())
    }

    @Test func refusesWhatIsNoHTTPAfterWhatCameBefore() throws {
        let line = try Line()
        #expect(try line.get("/held", "").isEmpty)
        #expect(try line.say("GET /a HTTP/1.1\r\nHost: h\r\n\r\nhello\r\n\r\n").isEmpty)
        line.responder.poll.ring(.response(Response(status: .noContent)))
        let answers = try line.heard().split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
        #expect(answers == ["204", "200", "400"] && !line.isOpen)
    }

    @Test func saysWhatTimeItIs() throws {
        let answer = try Line().get("/a")
        let date =
            /\r\ndate: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\r\n/
        #expect(answer.contains(date))
        #expect(HTTPDate.text(of: 784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
    }

    @Test func sendsNoBodyWhereNoneBelongs() throws {
        let line = try Line()
        let head = try line.say("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(head.contains("content-length: 5\r\n") && head.hasSuffix("\r\n\r\n"))
        let empty = try line.get("/empty")
        #expect(!empty.contains("content-length") && !empty.contains("chunked"))
        #expect(line.isOpen)
    }

    @Test(arguments: [
        ("HTTP/1.1", "", true), ("HTTP/1.1", "Connection: close\r\n", false),
        ("HTTP/1.0", "", false), ("HTTP/1.0", "Connection: keep-alive\r\n", true),
    ])
    func staysOpenWhereThatIsMeant(version: String, more: String, stays: Bool) throws {
        let line = try Line()
        let answer = try line.say("GET /a \(version)\r\nHost: h\r\n\(more)\r\n")
        #expect(answer.hasSuffix("/a?- "))
        #expect(line.isOpen == stays)
        #expect(answer.contains("connection: close\r\n") != stays)
    }

    @Test func endsWithAnAnswerThatSaysSo() throws {
        let line = try Line()
        #expect(try line.get("/last").contains("connection: close\r\n"))
        #expect(!line.isOpen)
    }

    @Test func refusesWhatIsNoHTTP() throws {
        let line = try Line()
        #expect(try line.say("hello\r\n\r\n").hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(!line.isOpen)
    }

    @Test(arguments: [
        (8, "Content-Length: 8\r\n\r\n12345678", "12345678"),
        (9, "Content-Length: 9\r\n\r\n123456789", "much"),
        (8, "Transfer-Encoding: chunked\r\n\r\n4\r\n1234\r\n4\r\n5678\r\n0\r\n\r\n", "12345678"),
        (9, "Transfer-Encoding: chunked\r\n\r\n4\r\n1234\r\n5\r\n56789\r\n0\r\n\r\n", "much"),
    ])
    func takesAsMuchBodyAsTheAddressTakes(count: Int, request: String, taken: String) throws {
        let line = try Line()
        let answer = try line.say("POST /a HTTP/1.1\r\nHost: h\r\n" + request)
        #expect(answer.hasSuffix("/a?- \(taken)"))
        // What was too much is not taken for the next request.
        #expect(try line.get("/b").hasSuffix("/b?- "))
    }

    /// The client hears at once that it sends too much, and may stop.
    @Test func doesNotWaitForTheRestOfTooMuch() throws {
        let line = try Line()
        let answer = try line.say("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 999\r\n\r\n1")
        #expect(answer.hasSuffix("much"))
        #expect(try line.say(String(repeating: "2", count: 998)).isEmpty)
        #expect(try line.get("/b").hasSuffix("/b?- "))
    }

    @Test func answersOnceHoweverBrokenTheRestIs() throws {
        let line = try Line()
        let answer = try line.say(
            "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n123456789\r\n")
        #expect(answer.hasSuffix("much"))
        #expect(try line.say("nonsense\r\n").isEmpty)
        #expect(!line.isOpen)
    }

    @Test func endsAHeldAnswerWhoseRequestBreaks() throws {
        let line = try Line()
        let held = try line.say(
            "POST /held HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n123456789\r\n"
        )
        #expect(held.isEmpty)
        #expect(try line.say("nonsense\r\n").hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(line.responder.poll.isAbandoned.withLockedValue { $0 } && !line.isOpen)
    }

    @Test func refusesWhatIsNoHTTPBehindAnAnswer() throws {
        let line = try Line()
        #expect(try line.get("/a").hasSuffix("/a?- "))
        #expect(try line.say("hello\r\n\r\n").hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(!line.isOpen)
    }

    /// The client asked for the end; it still hears why.
    @Test func saysThatItIsTooMuchBeforeItEnds() throws {
        let line = try Line()
        let answer = try line.say(
            "POST /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 9\r\n\r\n1")
        #expect(answer.hasSuffix("much"))
        #expect(line.isOpen, "what is unread when it ends would take the answer with it")
        try line.say("23456789")
        #expect(!line.isOpen)
    }

    /// Each would be a call inside the call of the one before.
    @Test func bearsThousandsOfPipelinedRequests() throws {
        let count = 20_000
        let line = try Line(bodies: count * 1000)
        _ = try line.get("/held")
        try line.say(
            String(repeating: "GET /empty HTTP/1.1\r\nHost: h\r\n\r\n", count: count))
        line.responder.poll.ring(.response(Response(status: .noContent)))
        let answers = try line.heard().split(separator: "HTTP/1.1 204 No Content\r\n").count
        #expect(answers == count + 1)
    }

    /// Otherwise one that asks without reading would fill the memory.
    @Test func answersNothingMoreToWhoDoesNotRead() throws {
        let line = try Line()
        line.stopReading()
        _ = try line.get("/a")
        _ = try line.get("/b")
        #expect(line.responder.heard.withLockedValue { $0.isEmpty })
        let answers = try line.readAgain()
        #expect(answers.contains("/a?- ") && answers.hasSuffix("/b?- "))
    }

    @Test(arguments: [
        "GET /a HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: h\r\n\r\n",
    ])
    func endsWhereAnotherProtocolIsWanted(request: String) throws {
        let line = try Line()
        #expect(try line.say(request).contains("connection: close\r\n"))
        #expect(!line.isOpen)
    }

    @Test func carriesOutNothingAfterTheLastAnswer() throws {
        let line = try Line()
        try line.say("GET /last HTTP/1.1\r\nHost: h\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n")
        #expect(line.responder.heard.withLockedValue { $0.map { String($0.path) } } == ["/last"])
        #expect(!line.isOpen)
    }
}
