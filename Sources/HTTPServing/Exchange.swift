import HTTPTypes
import NIOCore
import NIOHTTP1

/// What of a request its answer depends on.
struct Exchange {
    let isHead: Bool
    let isKeptAlive: Bool
    let isOld: Bool

    /// Of what cannot be understood.
    static let last = Exchange(isHead: false, isKeptAlive: false, isOld: false)

    /// Bytes of a body that are worth a copy. A larger one is sent from where it stands: a thousand
    /// clients that read slowly would each keep a copy of the same file in memory.
    static let largestCopy = 4096

    /// The answer as it goes over the line (RFC 9112), in as few pieces as may be: a part each for
    /// head, body and end takes the library's pipeline three times as long.
    ///
    /// - Returns: what comes first, and the rest of it, if it is large.
    func bytes(
        of response: Response, closes: Bool, date: String, _ allocator: ByteBufferAllocator
    ) -> (first: ByteBuffer, rest: ByteBuffer?) {
        let body = response.status.mayHaveBody && !isHead ? response.body : ByteBuffer()
        let isCopied = body.readableBytes <= Self.largestCopy
        var bytes = allocator.buffer(capacity: 512 + (isCopied ? body.readableBytes : 0))
        bytes.writeString("HTTP/1.1 \(response.status.code) \(response.status.reasonPhrase)\r\n")
        for field in response.headers where field.name != .connection {
            bytes.write(field.name.rawName, field.value)
        }
        if response.status.mayHaveBody {
            bytes.write("content-length", String(response.body.readableBytes))
        }
        bytes.write("date", date)
        if closes {
            bytes.write("connection", "close")
        } else if isOld {
            bytes.write("connection", "keep-alive")
        }
        bytes.writeStaticString("\r\n")
        if isCopied { bytes.writeImmutableBuffer(body) }
        return (bytes, isCopied ? nil : body)
    }
}

extension Exchange {
    init(_ head: HTTPRequestHead) {
        isHead = head.method == .HEAD
        isOld = head.version != .http1_1
        // The parser is deaf after an upgrade was asked for, and we never do one.
        let isLast = head.method == .CONNECT || head.headers.contains(name: "upgrade")
        isKeptAlive = head.isKeepAlive && !isLast
    }
}

extension ByteBuffer {
    /// What can stand in a field was checked when it became one.
    fileprivate mutating func write(_ name: String, _ value: String) {
        writeString(name)
        writeStaticString(": ")
        writeString(value)
        writeStaticString("\r\n")
    }
}

extension HTTPResponse.Status {
    /// RFC 9110 section 6.4.1; 1xx is never an answer of ours.
    fileprivate var mayHaveBody: Bool { self != .noContent && self != .notModified }
}
