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
    package var path: Substring { (head.path ?? "/").prefix { $0 != "?" } }

    /// What stands behind it.
    package var query: Substring? {
        guard let target = head.path, let mark = target.firstIndex(of: "?") else { return nil }
        return target[target.index(after: mark)...]
    }
}
