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

    private let chunked =
        "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\n\r\n"

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

    @Test func aBodyOfUnsaidLengthNeedsRoomForTheLongest() throws {
        let small = try Line(bodies: ScriptedResponder.limit - 1)
        #expect(try small.say(chunked).hasPrefix("HTTP/1.1 503 "))
        let enough = try Line(bodies: ScriptedResponder.limit)
        #expect(try enough.say(chunked).hasSuffix("/c?- b"))
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
        try other.say("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 8\r\n\r\n1")
        #expect(!other.connections.bodies.take(1))
        _ = try other.channel.finish()
        #expect(other.connections.bodies.take(8))
    }
}
