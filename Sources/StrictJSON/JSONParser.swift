/// Why a text is not the JSON the contract takes. One public answer (`malformed`) covers all.
package enum JSONFailure: Error, Equatable, Sendable {
    case notUTF8
    case byteOrderMark
    case tooDeep
    case duplicateKey
    case trailingBytes
    case syntax(offset: Int)
}

extension JSONValue {
    /// How many arrays and objects may stand inside each other. Real requests need four.
    package static let maximumDepth = 32

    /// Reads one JSON text (RFC 8259), strictly.
    ///
    /// - Parameter bytes: the whole text, UTF-8 without byte-order mark.
    package init(parsing bytes: [UInt8]) throws(JSONFailure) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw .byteOrderMark }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        var parser = JSONParser(bytes: bytes)
        self = try parser.wholeText()
    }

    package init(parsing text: String) throws(JSONFailure) {
        try self.init(parsing: Array(text.utf8))
    }
}

/// A cursor over bytes that are known to be valid UTF-8.
struct JSONParser {
    let bytes: [UInt8]
    var position = 0
    var depth = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func wholeText() throws(JSONFailure) -> JSONValue {
        skipBlanks()
        let value = try value()
        skipBlanks()
        if position != bytes.count { throw .trailingBytes }
        return value
    }

    mutating func value() throws(JSONFailure) -> JSONValue {
        switch peek() {
        case UInt8(ascii: "{"): try nested { (parser) throws(JSONFailure) in try parser.object() }
        case UInt8(ascii: "["): try nested { (parser) throws(JSONFailure) in try parser.array() }
        case UInt8(ascii: "\""): .string(try string())
        case UInt8(ascii: "t"): try word("true", .bool(true))
        case UInt8(ascii: "f"): try word("false", .bool(false))
        case UInt8(ascii: "n"): try word("null", .null)
        default: try number()
        }
    }

    private mutating func nested(
        _ body: (inout JSONParser) throws(JSONFailure) -> JSONValue
    ) throws(JSONFailure) -> JSONValue {
        depth += 1
        if depth > JSONValue.maximumDepth { throw .tooDeep }
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func array() throws(JSONFailure) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipBlanks()
        if take("]") { return .array([]) }
        while true {
            skipBlanks()
            elements.append(try value())
            skipBlanks()
            if take("]") { return .array(elements) }
            guard take(",") else { throw failure() }
        }
    }

    private mutating func object() throws(JSONFailure) -> JSONValue {
        position += 1
        var members: [JSONObject.Member] = []
        var keys = ObjectKeys()
        skipBlanks()
        if take("}") { return .object(JSONObject()) }
        while true {
            skipBlanks()
            guard peek() == UInt8(ascii: "\"") else { throw failure() }
            let key = try string()
            guard keys.take(key, after: members) else { throw .duplicateKey }
            skipBlanks()
            guard take(":") else { throw failure() }
            skipBlanks()
            members.append(JSONObject.Member(key: key, value: try value()))
            skipBlanks()
            if take("}") { return .object(JSONObject(members)) }
            guard take(",") else { throw failure() }
        }
    }

    private mutating func word(
        _ text: StaticString, _ value: JSONValue
    ) throws(JSONFailure) -> JSONValue {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[position...].starts(with: wanted) else { throw failure() }
        position += wanted.count
        return value
    }

    // MARK: Cursor

    func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func skipBlanks() {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
            position += 1
        }
    }

    func failure() -> JSONFailure { .syntax(offset: position) }
}
