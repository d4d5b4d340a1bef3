import Foundation
import HTTPTypes
import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import SeededGenerator

@testable import HTTPServing

extension FuzzTarget {
    /// What comes over a connection.
    static let wire = FuzzTarget(
        "wire",
        [
            "GET /a?b=c HTTP/1.1\r\nHost: h\r\n\r\n",
            "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n12345GET /b HTTP/1.1\r\nHost: h\r\n\r\n",
            "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n1234\r\n0\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n",
            "HEAD /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /c HTTP/1.0\r\n\r\n",
        ],
        words: [
            "\r\n", "\r\n\r\n", "GET /x HTTP/1.1\r\nHost: h\r\n\r\n", "Content-Length: 5\r\n",
            "Content-Length: +5\r\n",
            "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding : chunked\r\n",
            "0\r\n\r\n", "5;x=y\r\n", "Connection: close\r\n", "Upgrade: h2c\r\n",
            "Expect: 100-continue\r\n", " ", "\n",
            "HTTP/1.1", "HTTP/9.9", "CONNECT", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "Host: h\r\n",
            "X: y\r\n z\r\n",
        ]
    ) { input in
        let whole = try Wire.hear([input[...]])
        var dice = Dice(seed: UInt64(input.count))
        var pieces: [ArraySlice<UInt8>] = []
        var rest = input[...]
        while !rest.isEmpty {
            let count = dice.oneIn(2) ? 1 : dice.roll(1..<40)
            pieces.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        let inPieces = try Wire.hear(pieces)
        try demand(
            inPieces.settled == whole.settled,
            "it does not matter in which pieces it comes: \(whole), \(inPieces)")
        try demand(
            whole.heard.allSatisfy { $0.bodyCount ?? 0 <= Wire.limit },
            "no more body than the limit")
        let expected = StrictHTTP.requests(in: input)
        try demand(
            zip(expected.requests, whole.heard).allSatisfy { $0 == $1 },
            "heard \(whole.heard), sent \(expected.requests)")
        if expected.isAll {
            try demand(
                whole.heard.count == expected.requests.count, "each is heard once: \(whole.heard)")
            return .taken
        }
        return .refused
    }
}

/// A connection without a socket.
enum Wire {
    static let limit = 100

    struct Heard: Equatable {
        var method: String
        var target: String
        /// `nil` for too much.
        var bodyCount: Int?
    }

    struct Outcome: Equatable {
        var heard: [Heard]
        var statuses: [Int]
        var isOpen: Bool

        /// What comes behind a last answer is found to be no request, or is not looked at any more.
        var settled: Outcome {
            guard !isOpen, statuses.last == 400 else { return self }
            return Outcome(heard: heard, statuses: Array(statuses.dropLast()), isOpen: isOpen)
        }
    }

    private final class Ears: Responder {
        let heard = NIOLockedValueBox<[Heard]>([])

        func bodyLimit(for head: HTTPRequest) -> Int { limit }

        func reply(to request: Request) -> Reply {
            let one = Heard(
                method: request.method.rawValue, target: request.head.path ?? "",
                bodyCount: request.body.map(\.readableBytes))
            heard.withLockedValue { $0.append(one) }
            return .response(Response(status: .noContent))
        }
    }

    static func hear(_ pieces: [ArraySlice<UInt8>]) throws -> Outcome {
        let loop = EmbeddedEventLoop()
        let channel = EmbeddedChannel(loop: loop)
        let ears = Ears()
        try HTTPListener.speak(
            on: channel, ears, Connections(ListenerLimits(connections: 3), on: loop))
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.7", port: 4711)).wait()
        for piece in pieces where channel.isActive {
            // A parse error is answered, and thrown here, too.
            _ = try? channel.writeInbound(ByteBuffer(bytes: piece))
            loop.run()
        }
        var answers: [UInt8] = []
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) {
            answers += Array(bytes.readableBytesView)
        }
        let isOpen = channel.isActive
        _ = try? channel.finish(acceptAlreadyClosed: true)
        return Outcome(
            heard: ears.heard.withLockedValue { $0 }, statuses: try statuses(answers),
            isOpen: isOpen)
    }

    /// Of answers without bodies, of which nothing may be left over.
    private static func statuses(_ answers: [UInt8]) throws -> [Int] {
        let text = String(decoding: answers, as: UTF8.self)
        let heads = text.components(separatedBy: "\r\n\r\n").filter { !$0.isEmpty }
        return try heads.map { head in
            let words = head.split(separator: " ")
            guard words.count > 1, words[0] == "HTTP/1.1", let status = Int(words[1].prefix(3))
            else { throw Broken(description: "an answer is HTTP: \(head)") }
            try demand(
                [204, 400, 413, 431, 501, 505].contains(status), "a status of a stranger's fault")
            return status
        }
    }

}
