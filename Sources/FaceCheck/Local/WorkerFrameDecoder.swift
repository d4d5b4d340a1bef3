import NIOCore

/// Cuts what a worker says into headers; it never sends pictures.
struct WorkerFrameDecoder: NIOSingleStepByteToMessageDecoder {
    /// Bytes of a header.
    static let maximumHeader = 64 * 1024

    struct TooLong: Error {}

    func decode(buffer: inout ByteBuffer) throws -> [UInt8]? {
        guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self)
        else { return nil }
        if length > Self.maximumHeader { throw TooLong() }
        guard buffer.readableBytes >= 4 + Int(length) else { return nil }
        buffer.moveReaderIndex(forwardBy: 4)
        return buffer.readBytes(length: Int(length))
    }

    /// Half an answer of a worker that has ended is none.
    func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> [UInt8]? {
        try decode(buffer: &buffer)
    }
}
