import Foundation
import Histogram

/// A histogram in the form that all HdrHistogram libraries read (encoding V2): a header, and the
/// counts as variable-length numbers in which a negative one says how many zeroes follow.
enum EncodedHistogram {
    private static let cookie: UInt32 = 0x1C84_9303 | 0x10
    private static let compressedCookie: UInt32 = 0x1C84_9304 | 0x10
    private static let digits: UInt32 = 3
    /// Values below 2,048 have a count each; above, 1,024 counts for each doubling.
    private static let halfBits = 10

    static func base64(_ latency: Latency) -> String {
        let packed = ZlibStored.stream(bytes(latency))
        return Data(bigEndian(compressedCookie) + bigEndian(UInt32(packed.count)) + packed)
            .base64EncodedString()
    }

    static func bytes(_ latency: Latency) -> [UInt8] {
        let counts = payload(latency)
        return bigEndian(cookie) + bigEndian(UInt32(counts.count)) + bigEndian(UInt32(0))
            + bigEndian(digits) + bigEndian(UInt64(1))
            + bigEndian(latency.histogram.highestTrackableValue)
            + bigEndian((1.0).bitPattern) + counts
    }

    private static func payload(_ latency: Latency) -> [UInt8] {
        var bytes: [UInt8] = []
        var next = 0
        for recorded in latency.histogram.recordedValues() {
            let index = index(of: recorded.value)
            if index > next { append(-Int64(index - next), to: &bytes) }
            append(Int64(recorded.count), to: &bytes)
            next = index + 1
        }
        return bytes
    }

    /// Which count a value belongs to.
    static func index(of value: UInt64) -> Int {
        let bits = UInt64.bitWidth - value.leadingZeroBitCount
        let bucket = max(0, bits - halfBits - 1)
        return ((bucket + 1) << halfBits) + Int(value >> UInt64(bucket)) - (1 << halfBits)
    }

    /// ZigZag and LEB128, with the ninth byte whole.
    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: (number << 1) ^ (number >> 63))
        for _ in 0..<8 {
            guard rest >= 0x80 else { break }
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private static func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
