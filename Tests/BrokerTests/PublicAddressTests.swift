import Testing

@testable import Broker

@Suite("Addresses of the public network") struct PublicAddressTests {
    /// The edges of every network that is not public, one step outside.
    @Test(
        arguments: [
            [1, 0, 0, 0], [9, 255, 255, 255], [11, 0, 0, 0], [100, 63, 255, 255], [100, 128, 0, 0],
            [126, 255, 255, 255], [128, 0, 0, 0], [169, 253, 255, 255], [169, 255, 0, 0],
            [172, 15, 255, 255], [172, 32, 0, 0], [192, 0, 1, 0], [192, 0, 3, 0],
            [192, 167, 255, 255], [192, 169, 0, 0], [198, 17, 255, 255], [198, 20, 0, 0],
            [198, 51, 99, 255], [198, 51, 101, 0], [203, 0, 112, 255], [203, 0, 114, 0],
            [223, 255, 255, 255], [8, 8, 8, 8],
        ] as [[UInt8]])
    func anybodyMayBeCalledThere(bytes: [UInt8]) {
        #expect(PublicAddress.contains(bytes))
        #expect(PublicAddress.contains(Self.mapped(bytes)))
    }

    /// The same edges, one step inside.
    @Test(
        arguments: [
            [0, 0, 0, 0], [0, 255, 255, 255], [10, 0, 0, 0], [10, 255, 255, 255], [100, 64, 0, 0],
            [100, 127, 255, 255], [127, 0, 0, 1], [127, 255, 255, 255], [169, 254, 0, 0],
            [169, 254, 169, 254], [172, 16, 0, 0], [172, 31, 255, 255], [192, 0, 0, 8],
            [192, 0, 2, 1],
            [192, 168, 0, 0], [192, 168, 255, 255], [198, 18, 0, 0], [198, 19, 255, 255],
            [198, 51, 100, 7], [203, 0, 113, 7], [224, 0, 0, 1], [240, 0, 0, 1],
            [255, 255, 255, 255],
        ] as [[UInt8]])
    func nobodyMayBeCalledHere(bytes: [UInt8]) {
        #expect(!PublicAddress.contains(bytes))
        #expect(!PublicAddress.contains(Self.mapped(bytes)), "nor by way of IPv6")
    }

    @Test(
        arguments: [
            ([0x20, 0x01, 0x02, 0x00], true), ([0x26, 0x06, 0x47, 0x00], true),
            ([0x3F, 0xFE, 0, 0], true), ([0x20, 0x01, 0x0D, 0xB9], true),
            // This machine, nobody, its neighbours, NAT64, Teredo, examples, 6to4, groups.
            ([0, 0, 0, 0], false), ([0xFE, 0x80, 0, 0], false), ([0xFC, 0, 0, 0], false),
            ([0xFD, 0, 0, 1], false), ([0x00, 0x64, 0xFF, 0x9B], false),
            ([0x20, 0x01, 0, 0], false),
            ([0x20, 0x01, 0x01, 0xFF], false), ([0x20, 0x01, 0x0D, 0xB8], false),
            ([0x20, 0x02, 0x7F, 0], false), ([0xFF, 0x02, 0, 0], false), ([0x40, 0, 0, 0], false),
        ] as [([UInt8], Bool)])
    func addressesOfIPv6(start: [UInt8], isPublic: Bool) {
        let bytes = start + [UInt8](repeating: 0, count: 11) + [1]
        #expect(PublicAddress.contains(bytes) == isPublic)
    }

    @Test(arguments: [0, 3, 5, 15, 17]) func anythingElseIsNone(count: Int) {
        #expect(!PublicAddress.contains([UInt8](repeating: 0x20, count: count)))
    }

    private static func mapped(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + bytes
    }
}
