import Base64URL
import Testing

@Suite struct Base64URLTests {
    /// RFC 4648 section 10, without the padding.
    static let vectors: [(String, String)] = [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
        ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: vectors)
    func speaksTheVectorsOfTheStandard(plain: String, text: String) {
        #expect(Base64URL.encode(plain.utf8) == text)
        #expect(Base64URL.encodedBytes(plain.utf8) == Array(text.utf8))
        #expect(Base64URL.decode(text) == Array(plain.utf8))
    }

    /// RFC 7515 appendix C: the two characters that differ from plain base64, and no padding.
    @Test func usesTheAlphabetForURLs() {
        #expect(Base64URL.encode([3, 236, 255, 224, 193]) == "A-z_4ME")
        #expect(Base64URL.decode("A-z_4ME") == [3, 236, 255, 224, 193])
    }

    @Test(arguments: [
        "Zg==", "Zg=", "Zm8=", "=", "Zm 8", "Zm8\n", " Zm8", "A+z/4ME", "Zm9vé", "Zm9v\u{0}",
        "Zm9v.", "Ｚg",
    ])
    func refusesWhatIsNotInTheAlphabet(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(arguments: ["A", "Zm9vY", "Zm9vYmFyA"])
    func refusesACharacterThatSaysNothing(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(arguments: ["Zh", "Zo", "Zv", "Zm9", "Zm-"])
    func refusesUnusedBitsThatAreNotZero(text: String) {
        #expect(Base64URL.decode(text) == nil, "else one secret would have several spellings")
    }

    @Test func everyByteComesBackAtEveryPlace() {
        for byte in UInt8.min...UInt8.max {
            for count in 1...4 {
                let bytes = [UInt8](repeating: byte, count: count)
                let text = Base64URL.encode(bytes)
                #expect(Base64URL.decode(text) == bytes)
                #expect(text.utf8.count == (count * 8 + 5) / 6)
            }
        }
    }

    /// Of all texts of two characters exactly the 256 spellings of one byte are read.
    @Test func aByteHasOneSpelling() {
        var spellings: [UInt8: Int] = [:]
        for first in UInt8(0x20)...0x7E {
            for second in UInt8(0x20)...0x7E {
                let text = String(decoding: [first, second], as: UTF8.self)
                if let bytes = Base64URL.decode(text) { spellings[bytes[0], default: 0] += 1 }
            }
        }
        #expect(spellings.count == 256)
        #expect(spellings.values.allSatisfy { $0 == 1 })
    }
}
