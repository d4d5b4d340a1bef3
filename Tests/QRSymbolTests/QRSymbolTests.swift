import QRSymbol
import Testing

@Suite struct QRSymbolTests {
    @Test("512 bytes are encoded, 513 are refused, and so is nothing at all")
    func textLimit() throws {
        let longest = String(repeating: "a", count: QRSymbol.maximumBytes)
        #expect(try QRSymbol(text: longest).size == 77)
        #expect(throws: QRSymbolFailure.textTooLong(bytes: 513)) {
            try QRSymbol(text: longest + "a")
        }
        #expect(throws: QRSymbolFailure.emptyText) { try QRSymbol(text: "") }
    }

    @Test("The limit counts bytes, not characters")
    func limitInBytes() throws {
        #expect(try QRSymbol(text: String(repeating: "码", count: 170)).size == 77)
        #expect(throws: QRSymbolFailure.textTooLong(bytes: 513)) {
            try QRSymbol(text: String(repeating: "码", count: 171))
        }
    }

    @Test(
        "The smallest version that holds the text is chosen (ISO/IEC 18004, table 7, bytes)",
        arguments: [(17, 21), (18, 25), (78, 33), (79, 37), (106, 37), (107, 41)])
    func versions(bytes: Int, size: Int) throws {
        #expect(try QRSymbol(text: String(repeating: "x", count: bytes)).size == size)
    }

    @Test("Digits take as many modules as any other text: frames of one code keep their size")
    func onlyBytes() throws {
        #expect(try QRSymbol(text: String(repeating: "1", count: 18)).size == 25)
    }

    @Test("Three finder patterns, none at the lower right")
    func finderPatterns() throws {
        let symbol = try QRSymbol(text: "finder")
        let last = symbol.size - 7
        for (row, column, stands) in [
            (0, 0, true), (0, last, true), (last, 0, true),
            (last, last, false),
        ] {
            let frame = (0..<7).allSatisfy { symbol[row, column + $0] && symbol[row + $0, column] }
            #expect(frame == stands)
        }
    }

    @Test("The bitmap, the modules and the blocks say the same")
    func bitmapMatchesModules() throws {
        let symbol = try QRSymbol(text: "https://login.example/q/x")
        let bits = symbol.bitmap()
        #expect(bits.count == (symbol.size * symbol.size + 7) / 8)
        let blocks = symbol.unicodeBlocks().split(separator: "\n").map(Array.init)
        #expect(blocks.allSatisfy { $0.count == symbol.size + 8 })
        for row in 0..<symbol.size {
            for column in 0..<symbol.size {
                let index = row * symbol.size + column
                let bit = bits[index / 8] & (0x80 >> UInt8(index % 8)) != 0
                #expect(bit == symbol[row, column])
                let half: [Character] = row.isMultiple(of: 2) ? ["█", "▀"] : ["█", "▄"]
                #expect(half.contains(blocks[(row + 4) / 2][column + 4]) == !bit)
            }
        }
    }

    @Test("Bits behind the last module are zero")
    func bitmapPadding() throws {
        let symbol = try QRSymbol(text: "A")
        #expect(symbol.size * symbol.size % 8 == 1)
        #expect(try #require(symbol.bitmap().last) & 0x7F == 0)
    }

    @Test("The SVG stands alone: no script, no reference, no size in pixels")
    func svgText() throws {
        let svg = String(decoding: try QRSymbol(text: "A").svg(), as: UTF8.self)
        #expect(svg.hasPrefix(#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" "#))
        #expect(svg.contains(##"<rect width="29" height="29" fill="#fff"/>"##))
        #expect(svg.contains(##"<path stroke="#000" d="M4 4.5h7"##))
        #expect(svg.hasSuffix(#""/></svg>"#))
        for banned in ["script", "href", "style", "px", "url("] { #expect(!svg.contains(banned)) }
    }

    @Test("A frame of the usual length stays under 3 KB as SVG and under 1 KB as PNG")
    func drawingsAreSmall() throws {
        let text = "https://login.example/q/AAECAwQFBgcICQoLDA0ODw.12.AAECAwQFBgcICQoL"
        let symbol = try QRSymbol(text: text)
        #expect(symbol.svg().count < 3_000)
        #expect(try symbol.png().count < 1_024)
    }

    @Test(
        "Modules of a PNG have 1 to 32 pixels",
        arguments: [(0, false), (1, true), (32, true), (33, false)])
    func modulePixels(pixels: Int, isAllowed: Bool) throws {
        let symbol = try QRSymbol(text: "A")
        if isAllowed {
            // The header of a PNG: width at byte 16, big-endian.
            let header = try symbol.png(modulePixels: pixels)[16..<20]
            #expect(header.reduce(0) { $0 << 8 | Int($1) } == 29 * pixels)
        } else {
            #expect(throws: QRSymbolFailure.modulePixelsOutOfRange(pixels)) {
                try symbol.png(modulePixels: pixels)
            }
        }
    }

    @Test("The same text is the same symbol, drawn from many tasks at once")
    func drawsConcurrently() async throws {
        let expected = try QRSymbol(text: "concurrent").svg()
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<64 { group.addTask { try QRSymbol(text: "concurrent").svg() } }
            for try await svg in group { #expect(svg == expected) }
        }
    }
}
