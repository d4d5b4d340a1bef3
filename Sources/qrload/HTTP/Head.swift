import NIOCore

/// What the lines of a head say.
struct Head {
    enum Framing {
        case none, chunked
        case length(Int)
    }

    var answer: Answer
    /// Bytes, with the empty line.
    var length: Int
    var framing = Framing.none

    mutating func take(_ line: ByteBufferView) throws(CallFailure) {
        guard let first = line.first else { return }
        // Most headers are told apart by their first letter.
        switch first | 0x20 {
        case UInt8(ascii: "c"):
            if let text = Self.value(of: "content-length", in: line) {
                guard let length = Self.number(text), length <= Answer.longestBody
                else { throw .malformed }
                framing = .length(length)
            } else if let text = Self.value(of: "connection", in: line) {
                answer.closes = Self.equal(text, "close")
            }
        case UInt8(ascii: "t"):
            guard let text = Self.value(of: "transfer-encoding", in: line) else { return }
            guard Self.equal(text, "chunked") else { throw .malformed }
            framing = .chunked
        case UInt8(ascii: "r"):
            guard let text = Self.value(of: "retry-after", in: line) else { return }
            answer.retryAfter = Self.number(text)
        default: break
        }
    }

    private static func value(
        of name: StaticString, in line: ByteBufferView
    ) -> ByteBufferView? {
        let count = name.utf8CodeUnitCount
        guard line.count > count, line[line.startIndex + count] == UInt8(ascii: ":"),
            equal(line.prefix(count), name)
        else { return nil }
        var value = line.dropFirst(count + 1)
        while value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        while value.last == UInt8(ascii: " ") { value = value.dropLast() }
        return value
    }

    /// Whether they are the same, upper or lower case; the name is written in lower case.
    private static func equal(_ bytes: ByteBufferView, _ name: StaticString) -> Bool {
        guard bytes.count == name.utf8CodeUnitCount else { return false }
        var index = bytes.startIndex
        for offset in 0..<name.utf8CodeUnitCount {
            let byte = bytes[index]
            let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            guard lower == name.utf8Start[offset] else { return false }
            index += 1
        }
        return true
    }

    static func number(_ digits: ByteBufferView) -> Int? {
        guard (1...9).contains(digits.count) else { return nil }
        var number = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            number = number * 10 + Int(digit - 0x30)
        }
        return number
    }
}

/// The lines of a head, without their ends.
struct HeadLines {
    private var rest: ByteBufferView

    init(_ bytes: ByteBufferView) { rest = bytes }

    mutating func next() -> ByteBufferView? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\r")) else { return nil }
        defer { rest = rest[min(end + 2, rest.endIndex)...] }
        return rest[rest.startIndex..<end]
    }
}
