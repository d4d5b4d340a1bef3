/// The code a person types instead of scanning.
package struct UserCode: Sendable, CustomStringConvertible {
    package static let alphabet = Array("BCDFGHJKLMNPQRSTVWXZ".utf8)
    package static let length = 8

    let letters: [UInt8]

    init(letters: [UInt8]) { self.letters = letters }

    /// Reads what a person typed: without case, blanks and hyphens.
    package init?(typed text: String) {
        // A bound before any work: the honest text has eight letters and a few separators.
        guard text.utf8.count <= 32 else { return nil }
        let letters = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
            // Of ASCII letters: to Swift, `ß` in capitals is two of the letters.
            .map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 & 0xDF : $0 }
        guard letters.count == Self.length, letters.allSatisfy(Self.alphabet.contains)
        else { return nil }
        self.letters = letters
    }

    /// Two groups of four with a hyphen between, as pages show it.
    package var exposedText: String {
        let text = String(decoding: letters, as: UTF8.self)
        return "\(text.prefix(4))-\(text.suffix(4))"
    }

    package var description: String { "<redacted>" }
}
