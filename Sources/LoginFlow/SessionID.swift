/// The public name of a login session: 128 random bits. Knowing it gives nothing (INV-8).
package struct SessionID: Sendable, Hashable {
    @usableFromInline let high: UInt64
    @usableFromInline let low: UInt64

    package static let byteCount = 16

    /// - Returns: `nil` unless there are 16 bytes.
    @inlinable package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        let shift: (UInt64, UInt8) -> UInt64 = { $0 << 8 | UInt64($1) }
        high = bytes.prefix(8).reduce(0, shift)
        low = bytes.dropFirst(8).reduce(0, shift)
    }

    package var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }
}
