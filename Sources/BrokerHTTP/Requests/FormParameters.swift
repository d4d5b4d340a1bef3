import Broker
import PercentCoding

/// The parameters of a query or a form body (`application/x-www-form-urlencoded`).
///
/// Strict, because OAuth is: a parameter that stands twice is an error (RFC 6749 section 3.1), and
/// so is text that does not decode.
struct FormParameters: Sendable {
    struct Malformed: Error {}

    /// How many parameters are looked at; honest requests have up to twenty.
    private static let maximumCount = 64

    let values: [String: String]

    init(_ text: some StringProtocol) throws(Malformed) {
        var values: [String: String] = [:]
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0]),
                let value = Self.decode(parts.dropFirst().first),
                values.updateValue(value, forKey: name) == nil,
                values.count <= Self.maximumCount
            else { throw Malformed() }
        }
        self.values = values
    }

    /// `nil` for a missing parameter, and for an empty one, which OAuth reads as missing.
    subscript(name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }

    /// The text as it stands, empty too.
    func raw(_ name: String) -> String? { values[name] }

    /// The same as a query, by name.
    var query: String {
        PercentCoding.encode(values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }

    private static func decode(_ text: (some Collection<UInt8>)?) -> String? {
        guard let text else { return "" }
        return decode(text)
    }

    /// One name or value; `nil` for what is none.
    static func decode(_ text: some Collection<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard rest.count >= 2,
                    let high = Character(Unicode.Scalar(rest.removeFirst())).hexDigitValue,
                    let low = Character(Unicode.Scalar(rest.removeFirst())).hexDigitValue
                else { return nil }
                bytes.append(UInt8(high << 4 | low))
            default: bytes.append(byte)
            }
        }
        // A NUL is never meant, and ends strings in the tools of others.
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }
}
