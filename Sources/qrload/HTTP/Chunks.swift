import NIOCore

/// A body in pieces (RFC 9112, section 7.1).
enum Chunks {
    /// - Returns: `nil` when it is not all there yet.
    static func body(in rest: inout ByteBuffer) throws(CallFailure) -> ByteBuffer? {
        var body = ByteBuffer()
        while true {
            guard let size = try size(in: &rest) else { return nil }
            guard body.readableBytes + size <= Answer.longestBody else { throw .malformed }
            guard var piece = rest.readSlice(length: size), rest.readSlice(length: 2) != nil
            else { return nil }
            if size == 0 { return body }
            body.writeBuffer(&piece)
        }
    }

    private static func size(in rest: inout ByteBuffer) throws(CallFailure) -> Int? {
        let bytes = rest.readableBytesView
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let digits = bytes[bytes.startIndex..<end].prefix { $0 != 0x0D && $0 != UInt8(ascii: ";") }
        guard (1...6).contains(digits.count),
            let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw .malformed }
        rest.moveReaderIndex(forwardBy: end - bytes.startIndex + 1)
        return size
    }
}
