import Foundation
import NIOCore

/// Polls and what wakes them, at a server that is no broker.
struct HoldList {
    let endpoint: Endpoint
    let publishTo: Endpoint
    let targets: [HoldTarget]

    /// - Parameter usualCount: polls of a numbered URL, when nobody says how many.
    /// - Throws: `.usage`, `.file`.
    init(_ options: HoldCommand, usualCount: Int) throws(LoadFailure) {
        let polls = try Self.polls(options, usualCount: usualCount)
        var publish: NumberedURL?
        if let text = options.publish {
            guard let url = NumberedURL(text) else {
                throw .usage("--publish is http://HOST:PORT/PATH with {n} in the path.")
            }
            publish = url
        }
        endpoint = polls.endpoint
        publishTo = publish?.endpoint ?? polls.endpoint
        let body = Array(options.publishBody.utf8)
        targets = polls.requests.enumerated().map { number, poll in
            let wake = publish.map { url in
                RequestBytes.make(
                    "POST", url.target(number), host: url.endpoint.authority,
                    body: ("text/plain", body))
            }
            return HoldTarget(poll: poll, wake: wake ?? ByteBuffer())
        }
    }

    private static func polls(
        _ options: HoldCommand, usualCount: Int
    ) throws(LoadFailure) -> (endpoint: Endpoint, requests: [ByteBuffer]) {
        if let file = options.urlFile { return try polls(inFile: file, count: options.count) }
        guard let url = options.url.flatMap({ NumberedURL($0) }) else {
            throw .usage("--url is http://HOST:PORT/PATH with {n} in the path.")
        }
        let requests = (0..<(options.count ?? usualCount)).map { number in
            RequestBytes.make("GET", url.target(number), host: url.endpoint.authority)
        }
        return (url.endpoint, requests)
    }

    private static func polls(
        inFile path: String, count: Int?
    ) throws(LoadFailure) -> (endpoint: Endpoint, requests: [ByteBuffer]) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .file(path, reason: "cannot be read")
        }
        var requests: [ByteBuffer] = []
        var first: Endpoint?
        for line in text.split(separator: "\n").prefix(count ?? .max) {
            let words = line.split(separator: " ")
            guard let word = words.first, let endpoint = Endpoint(word),
                endpoint.authority == first?.authority ?? endpoint.authority
            else { throw .file(path, reason: "has a line that is no URL of one server") }
            first = first ?? endpoint
            let token = words.dropFirst().first.map { "Authorization: Bearer \($0)\r\n" } ?? ""
            requests.append(
                RequestBytes.make(
                    "GET", endpoint.target, host: endpoint.authority, headers: token))
        }
        guard let first else { throw .file(path, reason: "is empty") }
        return (first, requests)
    }
}
