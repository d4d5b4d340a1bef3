import NIOCore

/// What came of one request, and when.
struct CallOutcome {
    var result: Result<Answer, CallFailure>
    /// When the request's bytes went to the system.
    var sentAt: NIODeadline
    /// When the first byte of the answer was read here; of a failure, when it was noticed.
    var firstByteAt: NIODeadline
    /// When the last was.
    var lastByteAt: NIODeadline

    /// A failure without an answer, noticed now.
    init(_ failure: CallFailure) {
        result = .failure(failure)
        sentAt = .now()
        (firstByteAt, lastByteAt) = (sentAt, sentAt)
    }

    init(
        result: Result<Answer, CallFailure>, sentAt: NIODeadline, firstByteAt: NIODeadline,
        lastByteAt: NIODeadline
    ) {
        self.result = result
        self.sentAt = sentAt
        self.firstByteAt = firstByteAt
        self.lastByteAt = lastByteAt
    }
}

/// A request made into bytes once, and what waits for its answer.
struct Call {
    var request: ByteBuffer
    /// How long the answer may take.
    var patience: TimeAmount
    var then: (CallOutcome) -> Void
}

/// Bytes of requests.
enum RequestBytes {
    static func make(
        _ method: String, _ target: String, host: String, headers: String = "",
        body: (type: String, bytes: [UInt8])? = nil
    ) -> ByteBuffer {
        var text = "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\n\(headers)"
        if let body {
            text += "Content-Type: \(body.type)\r\nContent-Length: \(body.bytes.count)\r\n"
        } else if method != "GET" {
            text += "Content-Length: 0\r\n"
        }
        text += "\r\n"
        var bytes = ByteBuffer()
        bytes.reserveCapacity(text.utf8.count + (body?.bytes.count ?? 0))
        bytes.writeString(text)
        if let body { bytes.writeBytes(body.bytes) }
        return bytes
    }
}
