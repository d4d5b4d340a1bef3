import Base64URL
import Glibc

/// Random bytes of this machine: what nobody guesses, and what comes twice never.
///
/// Only programs and the composition draw here; use cases are handed their randomness.
package enum SystemRandom {
    /// All in one call of the system, where the library's generator makes one for each eight bytes.
    ///
    /// - Parameter count: at most 256.
    @Sendable package static func bytes(_ count: Int) -> [UInt8] {
        precondition(count <= 256, "the system gives 256 bytes at a time")
        return Array(unsafeUninitializedCapacity: count) { memory, drawn in
            let result = getentropy(memory.baseAddress, count)
            precondition(result == 0, "the system has no randomness to give")
            drawn = count
        }
    }

    /// The same as a text.
    package static func text(bytes count: Int = 16) -> String { Base64URL.encode(bytes(count)) }
}
