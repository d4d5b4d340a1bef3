import Testing

@testable import qrload

/// What the encoding is made of; that others read the whole is shown by a story with their library.
@Suite struct EncodedHistogramTests {
    @Test(
        "Where a value is counted, at the edges of the doublings",
        arguments: [
            (0, 0), (1, 1), (2047, 2047), (2048, 2048), (2049, 2048), (2050, 2049), (4095, 3071),
            (4096, 3072), (4099, 3072), (4100, 3073),
        ])
    func index(value: UInt64, index: Int) {
        #expect(EncodedHistogram.index(of: value) == index)
    }

    @Test("Counts are numbers of variable length, and gaps are negative ones")
    func payload() {
        // 3 empty, one of 1, 95 empty, 70 of 1.
        let latency = Examples.latency([3] + Array(repeating: 99, count: 70))
        let bytes = EncodedHistogram.bytes(latency)
        #expect(bytes.prefix(4) == [0x1C, 0x84, 0x93, 0x13])
        #expect(bytes[4..<8] == [0, 0, 0, 6])
        // ZigZag: -3 is 5, 1 is 2, -95 is 189, 70 is 140.
        #expect(bytes.dropFirst(40) == [5, 2, 0xBD, 0x01, 0x8C, 0x01])
    }

    @Test("The check sum of the compressed form (RFC 1950) is the known one")
    func adler() {
        #expect(ZlibStored.adler32(Array("Wikipedia".utf8)) == 0x11E6_0398)
    }

    @Test("Data longer than a block is cut, and only the last block says that it is")
    func blocks() {
        let data = [UInt8](repeating: 7, count: 0xFFFF + 2)
        let stream = ZlibStored.stream(data)
        #expect(stream.count == 2 + 5 + 0xFFFF + 5 + 2 + 4)
        #expect(stream[2..<7] == [0, 0xFF, 0xFF, 0, 0])
        #expect(stream[(7 + 0xFFFF)..<(12 + 0xFFFF)] == [1, 2, 0, 0xFD, 0xFF])
    }
}
