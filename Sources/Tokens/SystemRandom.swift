import Base64URL

/// Random bytes of this machine: what nobody guesses, and what comes twice never.
///
/// Only programs and the composition draw here; use cases are handed their randomness.
package enum SystemRandom {
    /// - Parameter count: drawn eight at a time, because each drawing is a call of the system.
    @Sendable package static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// The same as a text.
    package static func text(bytes count: Int = 16) -> String { Base64URL.encode(bytes(count)) }
}
