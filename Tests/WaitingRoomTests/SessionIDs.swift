import LoginFlow

extension SessionID {
    /// The id for a number, for tests.
    init(number: Int) {
        let bytes = (0..<16).map {
            $0 < 8 ? 0 : UInt8(truncatingIfNeeded: number >> (8 * (15 - $0)))
        }
        self.init(bytes: bytes)!
    }
}
