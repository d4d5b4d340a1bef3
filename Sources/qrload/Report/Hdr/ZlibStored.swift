/// The frame of compressed data (RFC 1950) around data as it is (RFC 1951, section 3.2.4): a few
/// kilobytes are not worth a library.
enum ZlibStored {
    private static let largestBlock = 0xFFFF

    static func stream(_ data: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let end = min(data.count, start + largestBlock)
            let length = UInt16(end - start)
            stream.append(end == data.count ? 1 : 0)
            for number in [length, ~length] {
                stream += [UInt8(number & 0xFF), UInt8(number >> 8)]
            }
            stream += data[start..<end]
            start = end
        } while start < data.count
        let sum = adler32(data)
        return stream + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
    }

    static func adler32(_ data: [UInt8]) -> UInt32 {
        var (a, b) = (UInt32(1), UInt32(0))
        for byte in data {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        return b << 16 | a
    }
}
