import Base64URL

/// Texts that nobody guesses and that come twice never.
enum RandomText {
    /// - Parameter words: of 8 random bytes each; asked for by words, because each asking is a call
    ///   of the system.
    static func make(words: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        for _ in 0..<words {
            let word: UInt64 = generator.next()
            withUnsafeBytes(of: word) { bytes.append(contentsOf: $0) }
        }
        return Base64URL.encode(bytes)
    }
}
