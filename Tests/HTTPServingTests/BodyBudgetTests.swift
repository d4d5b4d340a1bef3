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
    private let unsaid = "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test func hasAnEnd() {
        let budget = BodyBudget(bytes: 10)
        #expect(budget.take(6) && budget.take(4))
        #expect(!budget.take(1) && budget.take(0))
        budget.giveBack(4)
        #expect(!budget.take(5) && budget.take(4))
    }

    @Test func whatDoesNotFitIsRefusedAndTheConnectionGoesOn() throws {
        let line = try Line(bodies: 5)
        let refused = try line.say(post("/a", 6))
        #expect(refused.hasPrefix("HTTP/1.1 503 ") && refused.contains("Retry-After: 1\r\n"))
        #expect(line.responder.heard.withLockedValue { $0.isEmpty })
        for _ in 1...3 { #expect(try line.say(post("/b", 5)).hasSuffix("/b?- bbbbb")) }
        #expect(line.connections.bodies.take(5), "all of it was given back")
    }

    /// Or a hundred strangers who say nothing more would leave no room to anybody.
    @Test func whatIsOnlyAnnouncedTakesNoRoom() throws {
        for head in [announced, unsaid] {
            let line = try Line(bodies: 1)
            #expect(try line.say(head).isEmpty)
            #expect(line.connections.bodies.take(1))
        }
    }

    @Test func whatArrivesTakesRoomPieceByPiece() throws {
        let line = try Line(bodies: 8)
        #expect(try line.say(announced + "12").isEmpty)
        #expect(!line.connections.bodies.take(7) && line.connections.bodies.take(6))
        let refused = try line.say("3")
        #expect(refused.hasPrefix("HTTP/1.1 503 ") && refused.contains("Retry-After: 1\r\n"))
        #expect(line.connections.bodies.take(2), "given back, before the rest of it has come")
        #expect(try line.say("45678").isEmpty && line.isOpen)
        #expect(line.responder.heard.withLockedValue { $0.isEmpty })
        line.connections.bodies.giveBack(8)
        #expect(try line.say(unsaid + "1\r\nb\r\n0\r\n\r\n").hasSuffix("/c?- b"))
        #expect(line.connections.bodies.take(8))
    }

    /// A client that reads nothing cannot be told yet; its body is gone all the same.
    @Test func whatIsRefusedIsGivenBackBeforeTheClientHearsOfIt() throws {
        let line = try Line(bodies: 8)
        line.stopReading()
        try line.say(unsaid + "8\r\n12345678\r\n")
        #expect(!line.connections.bodies.take(1))
        try line.say("1\r\n9\r\n")
        #expect(line.connections.bodies.take(3), "it was too long, and nothing of it is kept")
        #expect(try line.readAgain().hasSuffix("/c?- much"))
        try line.say("0\r\n\r\n")
        line.stopReading()
        for piece in [announced, "12345", "67", "8"] { try line.say(piece) }
        #expect(line.connections.bodies.take(5), "refused, and nothing of it is kept")
        #expect(try line.readAgain().hasPrefix("HTTP/1.1 503 "))
        #expect(!line.connections.bodies.take(1), "given back once")
    }

    @Test func ofWhatGrowsTooLongNothingIsKept() throws {
        let line = try Line(bodies: 8)
        #expect(try line.say(unsaid + "8\r\n12345678\r\n").isEmpty)
        #expect(!line.connections.bodies.take(1))
        #expect(try line.say("1\r\n9\r\n").hasSuffix("/c?- much"))
        #expect(line.connections.bodies.take(8))
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
        let line = try Line(bodies: 1)
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
        let line = try Line(bodies: 8)
        _ = try line.say(post("/held", 8))
        #expect(line.connections.bodies.take(8))
        line.connections.bodies.giveBack(8)
        let other = try Line(bodies: 8)
        try other.say(announced + "1")
        #expect(!other.connections.bodies.take(8))
        _ = try other.channel.finish()
        #expect(other.connections.bodies.take(8))
    }
}
