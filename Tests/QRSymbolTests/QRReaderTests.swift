import QRReader
import QRSymbol
import Testing

@Suite struct QRReaderTests {
    @Test(
        "Reads what another program drew, also at few pixels", arguments: ["png", "jpg"],
        [60, 200, 900])
    func readsOtherEncoders(suffix: String, size: Int) throws {
        let text = "https://other.example/q/abc"
        let file = try OtherPrograms.zxingPicture(of: text, size: size, suffix: suffix)
        #expect(try QRReader.texts(inFile: file) == [text])
    }

    @Test("Finds a small code on a full page with text and pictures")
    func findsCodeOnPage() throws {
        let text = "https://login.example/q/AAECAwQFBgcICQoLDA0ODw.3.AAECAwQFBgcICQoL"
        let page = try Self.fullPage(with: [(text, 1010)])
        #expect(try QRReader.texts(inFile: page) == [text])
    }

    @Test("Finds every code of a page, each once")
    func findsSeveral() throws {
        let page = try Self.fullPage(with: [("first code", 100), ("second code", 640)])
        #expect(Set(try QRReader.texts(inFile: page)) == ["first code", "second code"])
    }

    @Test("A picture without a code is an empty answer, not an error")
    func findsNothing() throws {
        #expect(try QRReader.texts(inFile: Self.fullPage(with: [])) == [])
    }

    @Test("A code with one pixel a module is found")
    func onePixelModules() throws {
        let file = try QRSymbol(text: "tiny").png(modulePixels: 1)
        #expect(try QRReader.texts(inFile: file) == ["tiny"])
    }

    @Test("Transparent pixels are seen on white")
    func transparentPage() throws {
        let svg = String(decoding: try QRSymbol(text: "clear").svg(), as: UTF8.self)
        let bare = svg.replacing(##"fill="#fff""##, with: #"fill="none""#)
        #expect(bare != svg)
        let file = try OtherPrograms.png(ofSVG: Array(bare.utf8), width: 290)
        #expect(try QRReader.texts(inFile: file) == ["clear"])
    }

    @Test("Other formats and broken files are refused")
    func refusesOthers() throws {
        let gif: [UInt8] = Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0]
        let pgm: [UInt8] = Array("P5 1 1 255\n".utf8) + [0]
        let cut = Array(try QRSymbol(text: "cut").png().prefix(60))
        for file in [[], gif, pgm, cut, Array("<svg/>".utf8)] {
            #expect(throws: QRReaderFailure.notAPicture) { try QRReader.texts(inFile: file) }
        }
    }

    @Test("Size is checked from the header, before memory is spent")
    func refusesLargePictures() {
        #expect(throws: QRReaderFailure.tooManyPixels(width: 16_000, height: 4_001)) {
            try QRReader.texts(inFile: Self.pngHeader(width: 16_000, height: 4_001))
        }
        // Of the largest area, but nothing behind the header: it got past the limit.
        #expect(throws: QRReaderFailure.notAPicture) {
            try QRReader.texts(inFile: Self.pngHeader(width: 16_000, height: 4_000))
        }
        let bytes = Picture.maximumBytes + 1
        #expect(throws: QRReaderFailure.fileTooLarge(bytes: bytes)) {
            try QRReader.texts(inFile: [UInt8](repeating: 0, count: bytes))
        }
    }

    /// The first chunk of a PNG file and nothing else.
    private static func pngHeader(width: Int, height: Int) -> [UInt8] {
        func bigEndian(_ number: Int) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
        }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + bigEndian(13)
            + Array("IHDR".utf8) + bigEndian(width) + bigEndian(height) + [8, 0, 0, 0, 0]
            + bigEndian(0)
    }

    /// Something like a screenshot: headings, paragraphs, boxes, a gradient, and codes of 150 px.
    private static func fullPage(with codes: [(text: String, x: Int)]) throws -> [UInt8] {
        var page = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 2400">
            <linearGradient id="g"><stop stop-color="#124"/><stop offset="1" stop-color="#fc8"/>
            </linearGradient><rect width="1280" height="2400" fill="#f4f4f6"/>
            <rect width="1280" height="300" fill="url(#g)"/>
            """
        for line in 0..<60 {
            page += #"<text x="60" y="\#(700 + 28 * line)" font-size="19">"#
            page += "Line \(line): ▇▇ 扫码登录 the quick brown fox □■□ || ## %%</text>"
            page += #"<rect x="\#(900 + line)" y="\#(900 + 20 * line)" width="9" height="9"/>"#
        }
        for code in codes {
            page += String(decoding: try QRSymbol(text: code.text).svg(), as: UTF8.self)
                .replacing(
                    "<svg ", with: #"<svg x="\#(code.x)" y="380" width="150" height="150" "#)
        }
        return try OtherPrograms.png(ofSVG: Array((page + "</svg>").utf8), width: 1280)
    }
}
