import HTTPTypes
import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import Testing

@testable import HTTPServing

@Suite("Memory for bodies") struct BodyBudgetTests {
    /// A request whose body has so many bytes.
    private func post(_ path: String, _ count: Int) -> String {
        "POST \(path) HTTP/1.1\r\nHost: h\r\nContent-Length: \(count)\r\n\r\n"
            + String(repeating: "b", count: count)
    }

    private let announced = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 8\r\n\r\n"
    /// Of `announced`, and of `post` with a name and a length of one character each.
    private let head = "/ah".utf8.count + "Content-Length8".utf8.count
    private let unsaid = "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    private let unsaidHead = "/ch".utf8.count + "Transfer-Encodingchunked".utf8.count

    @Test func hasAnEnd() {
        let budget = BodyBudget(bytes: 10)
        #expect(budget.take(6) && budget.take(4))
        #expect(!budget.take(1) && budget.take(0))
        budget.giveBack(4)
        #expect(!budget.take(5) && budget.take(4))
    }

    @Test func whatDoesNotFitIsRefusedAndTheConnectionGoesOn() throws {
        let line = try Line(bodies: head + 5)
        let refused = try line.say(post("/a", 6))
        #expect(refused.hasPrefix("HTTP/1.1 503 ") && refused.contains("Retry-After: 1\r\n"))
        #expect(line.responder.heard.withLockedValue { $0.isEmpty })
        for _ in 1...3 { #expect(try line.say(post("/b", 5)).hasSuffix("/b?- bbbbb")) }
        #expect(line.connections.bodies.take(head + 5), "all of it was given back")
        #expect(!line.connections.bodies.take(1), "and only once")
    }

    /// Or a hundred strangers who say nothing more would leave no room to anybody.
    @Test func whatIsOnlyAnnouncedTakesNoRoom() throws {
        for (text, count) in [(announced, head), (unsaid, unsaidHead)] {
            let line = try Line(bodies: count + 1)
            #expect(try line.say(text).isEmpty)
            #expect(line.connections.bodies.take(1))
        }
    }

    /// Or eighty kilobytes of fields would wait for a body on each of ten thousand connections.
    @Test func theHeadTakesRoomWhileItsBodyArrives() throws {
        let line = try Line(bodies: 2 * head)
        #expect(try line.say(announced).isEmpty)
        #expect(!line.connections.bodies.take(head + 1) && line.connections.bodies.take(head))
        _ = try line.channel.finish()
        #expect(line.connections.bodies.take(head), "given back with the connection")
        #expect(!line.connections.bodies.take(1), "and only once")
        let full = try Line(bodies: head - 1)
        let refused = try full.say(announced)
        #expect(refused.hasPrefix("HTTP/1.1 503 ") && refused.contains("Retry-After: 1\r\n"))
        #expect(try full.say("12345678").isEmpty)
        #expect(try full.get("/b").hasSuffix("/b?- "), "the connection goes on")
        #expect(full.connections.bodies.take(head - 1) && !full.connections.bodies.take(1))
    }

    @Test func aHeadIsItsAddressAndItsFields() throws {
        let line = try Line(bodies: 200)
        let fields = "Ab: " + String(repeating: "c", count: 100) + "\r\n"
        try line.say("POST /d?efg HTTP/1.1\r\nHost: hi\r\n\(fields)Content-Length: 8\r\n\r\n")
        let count = "/d?efg".utf8.count + 2 + 2 + 100 + "Content-Length8".utf8.count
        #expect(!line.connections.bodies.take(200 - count + 1))
        #expect(line.connections.bodies.take(200 - count))
    }

    /// Its head stays until there is room for an answer.
    @Test func whoDoesNotReadNeedsRoomWithoutABodyToo() throws {
        for (bodies, status) in [(3, "200"), (2, "503")] {
            let line = try Line(bodies: bodies)
            line.stopReading()
            _ = try line.get("/a")
            #expect(line.connections.bodies.take(bodies) == (status == "503"))
            if status == "503" { line.connections.bodies.giveBack(bodies) }
            #expect(try line.readAgain().hasPrefix("HTTP/1.1 \(status) "))
            #expect(line.connections.bodies.take(bodies) && !line.connections.bodies.take(1))
        }
    }

    @Test func whatArrivesTakesRoomPieceByPiece() throws {
        let line = try Line(bodies: head + 8)
        #expect(try line.say(announced + "12").isEmpty)
        #expect(!line.connections.bodies.take(7) && line.connections.bodies.take(6))
        let refused = try line.say("3")
        #expect(refused.hasPrefix("HTTP/1.1 503 ") && refused.contains("Retry-After: 1\r\n"))
        #expect(line.connections.bodies.take(head + 2), "given back at once")
        #expect(try line.say("45678").isEmpty && line.isOpen)
        #expect(line.responder.heard.withLockedValue { $0.isEmpty })
        line.connections.bodies.giveBack(head + 8)
        #expect(try line.say(post("/c", 1)).hasSuffix("/c?- b"))
        #expect(line.connections.bodies.take(head + 8))
    }

    /// A client that reads nothing cannot be told yet; its body is gone all the same.
    @Test func whatIsRefusedIsGivenBackBeforeTheClientHearsOfIt() throws {
        let line = try Line(bodies: unsaidHead + 8)
        line.stopReading()
        try line.say(unsaid + "8\r\n12345678\r\n")
        #expect(!line.connections.bodies.take(1))
        try line.say("1\r\n9\r\n")
        #expect(!line.connections.bodies.take(9), "the head is kept")
        #expect(line.connections.bodies.take(8), "it was too long, and nothing of it is kept")
        line.connections.bodies.giveBack(8)
        #expect(try line.readAgain().hasSuffix("/c?- much"))
        try line.say("0\r\n\r\n")
        let all = unsaidHead + 8
        #expect(line.connections.bodies.take(all - head - 6))
        line.stopReading()
        for piece in [announced, "12345", "67", "8"] { try line.say(piece) }
        #expect(line.connections.bodies.take(head + 6), "refused, and nothing of it is kept")
        #expect(try line.readAgain().hasPrefix("HTTP/1.1 503 "))
        #expect(!line.connections.bodies.take(1), "given back once")
    }

    @Test func ofWhatGrowsTooLongNothingIsKept() throws {
        let line = try Line(bodies: unsaidHead + 8)
        #expect(try line.say(unsaid + "8\r\n12345678\r\n").isEmpty)
        #expect(!line.connections.bodies.take(1))
        #expect(try line.say("1\r\n9\r\n").hasSuffix("/c?- much"))
        #expect(line.connections.bodies.take(unsaidHead + 8))
        #expect(!line.connections.bodies.take(1), "given back once")
    }

    /// Pictures fill three quarters at most; what is small finds room all the same.
    @Test func theLastQuarterIsForTheBeginningOfEachBody() {
        let beginning = BodyBudget.beginning
        let budget = BodyBudget(bytes: 8 * beginning)
        #expect(budget.take(beginning) && budget.take(5 * beginning, after: beginning))
        #expect(!budget.take(1, after: beginning), "three quarters are full")
        #expect(budget.take(beginning) && budget.take(1, after: beginning - 1))
        #expect(!budget.take(1, after: beginning))
        budget.giveBack(beginning + 2)
        #expect(budget.take(1, after: beginning))
    }

    /// One after the other on one connection, none inside the answer of the one before.
    @Test func refusalsOfPipelinedRequestsAreAnsweredOneByOne() throws {
        let line = try Line(bodies: head + 1)
        let answers = try line.say(String(repeating: post("/a", 2), count: 2000))
        #expect(answers.split(separator: "HTTP/1.1 503 ").count == 2000 && line.isOpen)
    }

    @Test func onlyWhoHasABodyNeedsRoom() throws {
        let line = try Line(bodies: 0)
        #expect(try line.get("/a").hasSuffix("/a?- "))
        #expect(
            try line.say(post("/b", ScriptedResponder.limit + 1)).hasSuffix("/b?- much"),
            "of what is too long nothing is kept")
    }

    @Test func itIsGivenBackWhenTheAnswerWaitsAndWhenTheClientGoes() throws {
        let all = head + 3 + 8
        let line = try Line(bodies: all)
        _ = try line.say(post("/held", 8))
        #expect(line.connections.bodies.take(all))
        line.connections.bodies.giveBack(all)
        _ = try line.channel.finish()
        #expect(line.connections.bodies.take(all) && !line.connections.bodies.take(1))
        let other = try Line(bodies: head + 8)
        try other.say(announced + "1")
        #expect(!other.connections.bodies.take(8))
        _ = try other.channel.finish()
        #expect(other.connections.bodies.take(head + 8) && !other.connections.bodies.take(1))
    }

    /// The shortest request takes thirty times the memory of its bytes, and a read brings thousands.
    @Test(arguments: [(575, false), (576, true)])
    func whatIsPipelinedNeedsRoom(bytes: Int, isKept: Bool) throws {
        let line = try Line(bodies: bytes + 1)
        _ = try line.get("/held")
        let poll = line.responder.poll
        #expect(try line.say("GET / HTTP/1.1\r\n\r\n").isEmpty)
        #expect(line.isOpen == isKept)
        #expect(poll.isAbandoned.withLockedValue { $0 } != isKept)
        #expect(line.connections.bodies.take(2) != isKept)
        if !isKept { return }
        poll.ring(.response(Response(status: .noContent)))
        #expect(try line.heard().hasSuffix("/?- "))
        #expect(line.connections.bodies.take(bytes + 1), "all of it was given back")
        #expect(!line.connections.bodies.take(1), "and only once")
    }

    /// One byte of a body keeps all that was read together with it.
    @Test func aPipelinedBodyTakesAllThatWasReadWithIt() throws {
        let line = try Line(bodies: 10_000)
        _ = try line.get("/held")
        try line.say(post("/a", 1) + String(repeating: " ", count: 4000))
        #expect(!line.connections.bodies.take(10_000 - 4000))
        _ = try line.channel.finish()
        #expect(line.connections.bodies.take(10_000) && !line.connections.bodies.take(1))
    }

    @Test func whoPipelinesWithoutEndIsCutOff() throws {
        let line = try Line(bodies: 50_000)
        _ = try line.get("/held")
        try line.say(String(repeating: "GET / HTTP/1.1\r\n\r\n", count: 3_000))
        #expect(!line.isOpen && line.connections.bodies.take(50_000))
    }

    /// One byte of a slice would keep all that was read together with it.
    @Test func whatIsKeptOfABodySharesNoMemoryWithWhatElseCame() throws {
        let line = try Line()
        try line.say(post("/a", 8) + String(repeating: post("/b", 1), count: 500))
        let bodies = line.responder.heard.withLockedValue { $0.compactMap(\.body) }
        #expect(bodies.count == 501 && bodies.map(\.readableBytes).max() == 8)
        #expect(bodies.allSatisfy { $0.storageCapacity <= 2 * $0.readableBytes })
    }
}
