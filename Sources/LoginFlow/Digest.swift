/// 32 bytes that stand for a secret or a person: SHA-256 or HMAC-SHA256 of it, never the thing.
///
/// `==` takes the same time whatever the bytes are, so that an answer's timing tells nothing.
package struct Digest: Sendable, Hashable, CustomStringConvertible {
    package let bytes: [UInt8]

    package static let byteCount = 32

    /// - Returns: `nil` unless there are 32 bytes.
    @inlinable package init?(bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
        if self.bytes.count != Self.byteCount { return nil }
    }

    package static func == (one: Digest, other: Digest) -> Bool {
        var difference: UInt8 = 0
        for index in 0..<byteCount { difference |= one.bytes[index] ^ other.bytes[index] }
        return difference == 0
    }

    package var description: String { "<digest>" }
}
