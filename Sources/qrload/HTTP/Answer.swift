import NIOCore

/// One HTTP answer, as far as a load test looks at it.
struct Answer: Equatable {
    var status: Int
    /// Seconds, from `Retry-After`.
    var retryAfter: Int?
    /// The server closes the connection behind it.
    var closes = false
    var body = ByteBuffer()

    var isSuccess: Bool { (200..<300).contains(status) }
}

/// Why a call got no answer.
enum CallFailure: Error, Hashable {
    /// No connection came about.
    case connect
    /// The connection ended, or broke, before the answer was complete.
    case closed
    /// No complete answer in time.
    case timeout
    /// Bytes that are no HTTP answer.
    case malformed

    /// The name in tables of errors.
    var kind: String {
        switch self {
        case .connect: "no connection"
        case .closed: "connection closed"
        case .timeout: "timeout"
        case .malformed: "malformed answer"
        }
    }
}
