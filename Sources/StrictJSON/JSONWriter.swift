extension JSONValue {
    /// The text as UTF-8, without blanks.
    package func serialized() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        write(to: &bytes)
        return bytes
    }

    package func serializedText() -> String { String(decoding: serialized(), as: UTF8.self) }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let truth): bytes.append(contentsOf: (truth ? "true" : "false").utf8)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .double(let number): bytes.append(contentsOf: number.description.utf8)
        case .string(let text): Self.write(text, to: &bytes)
        case .array(let elements):
            Self.write(elements, between: ("[", "]"), to: &bytes) { $0.write(to: &$1) }
        case .object(let object):
            Self.write(object.members, between: ("{", "}"), to: &bytes) { member, bytes in
                Self.write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], between ends: (Unicode.Scalar, Unicode.Scalar),
        to bytes: inout [UInt8], each: (Element, inout [UInt8]) -> Void
    ) {
        bytes.append(UInt8(ascii: ends.0))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            each(element, &bytes)
        }
        bytes.append(UInt8(ascii: ends.1))
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { write($0, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// What stands between two escapes goes in one piece.
    private static func write(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var written = 0
        for (index, byte) in text.enumerated() where needsEscape(byte) {
            bytes.append(contentsOf: text[written..<index])
            escape(byte, to: &bytes)
            written = index + 1
        }
        bytes.append(contentsOf: text[written...])
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        if byte >= 0x20 { return bytes.append(byte) }
        bytes.append(contentsOf: "u00".utf8)
        bytes.append(UInt8(ascii: "0") + byte >> 4)
        let low = byte & 15
        bytes.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") - 10 + low)
    }
}
