import NIOConcurrencyHelpers
import Testing

@testable import HTTPServing

/// The head of a request, to each side of its limits.
@Suite("How large a head may be") struct HeadLimitTests {
    private static let size = 80 * 1024

    private func isAnswered(_ head: String) throws -> Bool {
        let line = try Line()
        let answer = try line.say(head + "\r\n")
        let isRefused = answer.hasPrefix("HTTP/1.1 400 ") || answer.hasPrefix("HTTP/1.1 431 ")
        #expect(answer.hasPrefix("HTTP/1.1 200 ") || isRefused)
        #expect(line.isOpen != isRefused, "whoever is refused says nothing more")
        #expect(line.responder.heard.withLockedValue { $0.count } == (isRefused ? 0 : 1))
        return !isRefused
    }

    @Test(arguments: [(size, true), (size + 1, false)])
    func theAddress(size: Int, isTaken: Bool) throws {
        // Together with the name and value of the one field.
        let target = "/a?" + String(repeating: "b", count: size - 8)
        #expect(try isAnswered("GET \(target) HTTP/1.1\r\nHost: h\r\n") == isTaken)
    }

    @Test(arguments: [(size, true), (size + 1, false)])
    func allFields(size: Int, isTaken: Bool) throws {
        // The address, `Host` and `h`, and four fields of five bytes and their values.
        let each = (size - 7 - 4 * 5) / 4
        let fields = (0..<4).map { index in
            let count = each + (index == 0 ? (size - 7 - 4 * 5) % 4 : 0)
            return "X-\(index)-Y: " + String(repeating: "b", count: count) + "\r\n"
        }
        #expect(try isAnswered("GET /a HTTP/1.1\r\nHost: h\r\n" + fields.joined()) == isTaken)
    }

    @Test(arguments: [(128, true), (129, false)])
    func theNumberOfFields(count: Int, isTaken: Bool) throws {
        let fields = String(repeating: "X: y\r\n", count: count - 1)
        let head = "GET /a HTTP/1.1\r\nHost: h\r\n" + fields
        #expect(try isAnswered(head) == isTaken)
        #expect(try Line().say(head + "\r\n").hasPrefix("HTTP/1.1 \(isTaken ? 200 : 431) "))
    }

    /// What stands behind a body in pieces is a head, too.
    @Test(arguments: [(size - 100, true), (size + 1, false)])
    func trailers(size: Int, isTaken: Bool) throws {
        let line = try Line()
        let answer = try line.say(
            "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nX: "
                + String(repeating: "y", count: size) + "\r\n\r\n")
        #expect(answer.hasSuffix("/a?- x") == isTaken)
        #expect(line.isOpen == isTaken)
    }
}
