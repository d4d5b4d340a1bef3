/// Names of what stays stored, for those who know its time anyway: the millisecond they are drawn in,
/// and 104 random bits behind it.
///
/// Names that are random as a whole lie anywhere in an index, each on a page of its own that has to be
/// read and written for it alone, the more so the longer the past is. Those of one moment lie side by
/// side (RFC 9562 section 6.11 gives the same reason for its version 7). Login sessions are named by
/// random bits alone: strangers see those.
package enum Name {
    /// Milliseconds of the last four and a half hours, in bytes: what a moment adds to a past of
    /// millions lies together, and nobody can tell the day by them.
    private static let timeByteCount = 3
    private static let byteCount = 16

    /// - Returns: 16 bytes.
    package static func draw(
        at now: Moment, _ random: (_ byteCount: Int) -> [UInt8]
    ) -> [UInt8] {
        let time = withUnsafeBytes(of: now.milliseconds.bigEndian) { $0.suffix(timeByteCount) }
        return time + random(byteCount - timeByteCount)
    }
}
