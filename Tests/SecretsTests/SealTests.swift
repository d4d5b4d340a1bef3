import Testing

@testable import Secrets

/// INV-11: personal data at rest.
@Suite struct SealTests {
    static let one = [UInt8](repeating: 1, count: 16)
    static let two = [UInt8](repeating: 2, count: 16)

    let ring = KeyRing.known
    let plain = Array("张伟, 1990-01-01".utf8)

    @Test func whatIsSealedComesBack() throws {
        for bytes in [[], [0], plain, [UInt8](repeating: 9, count: 70_000)] {
            let sealed = try ring.seal(bytes, label: "person", for: Self.one)
            #expect(try ring.open(sealed, label: "person", for: Self.one) == bytes)
        }
    }

    @Test func inv11_nothingOfItCanBeSeen() throws {
        let sealed = try ring.seal(plain, label: "person", for: Self.one)
        let again = try ring.seal(plain, label: "person", for: Self.one)
        #expect(sealed != again, "a nonce of its own each time")
        for start in 0..<sealed.count - 4 {
            #expect(!plain.starts(with: sealed[start..<start + 4]))
        }
    }

    @Test func aBlobInAnotherPlaceDoesNotOpen() throws {
        let sealed = try ring.seal(plain, label: "person", for: Self.one)
        #expect(throws: (any Error).self) { try ring.open(sealed, label: "person", for: Self.two) }
        #expect(throws: (any Error).self) {
            try ring.open(sealed, label: "requester", for: Self.one)
        }
        #expect(throws: (any Error).self) {
            try KeyRing.new().open(sealed, label: "person", for: Self.one)
        }
    }

    @Test func everyChangedByteIsNoticed() throws {
        let sealed = try ring.seal(plain, label: "person", for: Self.one)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: (any Error).self) {
                try ring.open(changed, label: "person", for: Self.one)
            }
            let cut = Array(sealed.prefix(index))
            #expect(throws: (any Error).self) { try ring.open(cut, label: "person", for: Self.one) }
        }
    }
}
