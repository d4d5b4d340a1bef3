/// The public name of a login session. Knowing it gives nothing (INV-8).
package struct SessionID: Sendable, Hashable {
    @usableFromInline let high: UInt64
    @usableFromInline let low: UInt64

    package static var byteCount: Int { Naming.byteCount }

    package init(at moment: Moment, _ random: (_ count: Int) -> [UInt8]) {
        self.init(sixteen: Naming.bytes(at: moment, random))
    }

    /// - Returns: `nil` unless there are 16 bytes.
    @inlinable package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.init(sixteen: bytes)
    }

    @usableFromInline init(sixteen bytes: some Collection<UInt8>) {
        let shift: (UInt64, UInt8) -> UInt64 = { $0 << 8 | UInt64($1) }
        high = bytes.prefix(8).reduce(0, shift)
        low = bytes.dropFirst(8).reduce(0, shift)
    }

    package var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }
}
