extension QRSymbol {
    /// The modules as bits, 1 for dark, for a page that draws the symbol itself.
    ///
    /// Rows are joined without padding, the most significant bit first; the last byte is filled up
    /// with zeros. There is no quiet zone in it: whoever draws adds ``quietZone`` light modules.
    package func bitmap() -> [UInt8] {
        let bytes = (modules.count + 7) / 8
        return [UInt8](unsafeUninitializedCapacity: bytes) { buffer, initialized in
            buffer.initialize(repeating: 0)
            modules.withUnsafeBufferPointer { modules in
                for (index, dark) in modules.enumerated() {
                    buffer[index >> 3] |= dark << UInt8(7 - index & 7)
                }
            }
            initialized = bytes
        }
    }
}
