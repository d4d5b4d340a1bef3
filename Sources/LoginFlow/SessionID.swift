/// The public name of a login session: 128 random bits. Knowing it gives nothing (INV-8).
package struct SessionID: Sendable, Hashable {
    private let high: UInt64
    private let low: UInt64

    package static let byteCount = 16

    /// - Returns: `nil` unless there are 16 bytes.
    package init?(bytes: some Collection<UInt8>) {
        let halves =
            bytes.withContiguousStorageIfAvailable(Self.halves)
            ?? Array(bytes).withUnsafeBufferPointer(Self.halves)
        guard let halves else { return nil }
        (high, low) = halves
    }

    /// Over memory: a generic loop asks the runtime for each byte.
    private static func halves(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (high: UInt64, low: UInt64)? {
        guard bytes.count == byteCount else { return nil }
        func half(_ start: Int) -> UInt64 {
            UInt64(
                bigEndian: UnsafeRawBufferPointer(bytes)
                    .loadUnaligned(fromByteOffset: start, as: UInt64.self))
        }
        return (half(0), half(8))
    }

    package var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }
}
