import NIOCore

/// Reading answers from a connection (RFC 9112).
///
/// A parser of its own, which looks at four headers and copies nothing: the one made for every
/// HTTP there is costs more than the rest of the request, and here it would be the load test that
/// is measured. It has no state: an answer that is not complete is read again from its start when
/// more has come, which loopback and small answers make rare.
extension Answer {
    /// The longest head, and the longest body, in bytes. What a load test asks for is smaller.
    static let longestHead = 16 * 1024
    static let longestBody = 4 * 1024 * 1024

    /// Takes one answer from the front of what has come.
    ///
    /// - Returns: `nil` when it is not all there yet; then nothing is taken.
    /// - Throws: `.malformed`.
    static func next(in received: inout ByteBuffer) throws(CallFailure) -> Answer? {
        guard let head = try head(of: received) else { return nil }
        var answer = head.answer
        var rest = received
        rest.moveReaderIndex(forwardBy: head.length)
        switch head.framing {
        case .none: break
        case .length(let length):
            guard let body = rest.readSlice(length: length) else { return nil }
            answer.body = body
        case .chunked:
            guard let body = try Chunks.body(in: &rest) else { return nil }
            answer.body = body
        }
        received = rest
        return answer
    }

    private static func head(of received: ByteBuffer) throws(CallFailure) -> Head? {
        let bytes = received.readableBytesView
        guard let end = endOfHead(bytes) else {
            guard bytes.count <= longestHead else { throw .malformed }
            return nil
        }
        var lines = HeadLines(bytes[bytes.startIndex..<end])
        guard let first = lines.next(), let status = status(in: first) else { throw .malformed }
        var head = Head(answer: Answer(status: status), length: end - bytes.startIndex)
        while let line = lines.next() { try head.take(line) }
        if status == 204 || status == 304 { head.framing = .none }
        return head
    }

    /// The index behind the empty line.
    private static func endOfHead(_ bytes: ByteBufferView) -> Int? {
        var index = bytes.startIndex + 3
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "\n"):
                if bytes[index - 2] == UInt8(ascii: "\n"), bytes[index - 1] == UInt8(ascii: "\r"),
                    bytes[index - 3] == UInt8(ascii: "\r")
                {
                    return index + 1
                }
                index += 2
            case UInt8(ascii: "\r"): index += 1
            default: index += 4
            }
        }
        return nil
    }

    private static func status(in line: ByteBufferView) -> Int? {
        // HTTP/1.1 200 OK
        guard line.count >= 12, line.starts(with: "HTTP/1.".utf8) else { return nil }
        let digits = line.dropFirst(9).prefix(3)
        guard let status = Head.number(digits), (200..<600).contains(status) else { return nil }
        return status
    }
}
