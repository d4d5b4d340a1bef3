package import HTTPTypes
package import NIOCore

/// One request, with all of its body.
package struct Request: Sendable {
    package let head: HTTPRequest
    /// `nil` when more was sent than its address takes; the rest was thrown away.
    package let body: ByteBuffer?
    /// The address of the other end of the connection.
    package let peer: String

    package init(head: HTTPRequest, body: ByteBuffer?, peer: String) {
        self.head = head
        self.body = body
        self.peer = peer
    }

    package var bytes: [UInt8] { body.map { Array($0.readableBytesView) } ?? [] }

    package var method: HTTPRequest.Method { head.method }
    package var headers: HTTPFields { head.headerFields }

    /// What stands before the question mark, as it was sent.
    package var path: Substring {
        let target = head.path ?? "/"
        return target[..<(target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex)]
    }

    /// What stands behind it.
    package var query: Substring? {
        guard let target = head.path, let mark = target.utf8.firstIndex(of: UInt8(ascii: "?"))
        else { return nil }
        return target[target.utf8.index(after: mark)...]
    }
}
