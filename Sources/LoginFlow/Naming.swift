/// How names of 16 bytes are drawn.
package enum Naming {
    static let byteCount = 16

    /// Four bytes of the second, twelve random ones. What is made together so lies together in every
    /// index by its name; wholly random names would each need a page of their own, more of them the
    /// longer the past (the idea of RFC 9562 section 5.7). Nothing opens by a name.
    package static func bytes(at moment: Moment, _ random: (_ count: Int) -> [UInt8]) -> [UInt8] {
        let second = UInt32(truncatingIfNeeded: moment.seconds)
        return withUnsafeBytes(of: second.bigEndian) { Array($0) } + random(byteCount - 4)
    }
}
