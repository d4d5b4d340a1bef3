import QRReader
import QRSymbol
import Testing

/// Every drawing is read back by two programs that share no code with ours, and by our own reader.
@Suite struct GoldenDecodingTests {
    /// A text of each kind of length: the shortest, what the broker makes, and the longest.
    static let texts = [
        "A", "WDJB-MJHT", "https://login.example/q/AAECAwQFBgcICQoLDA0ODw.0.AAECAwQFBgcICQoL",
        "https://login.example:8443/sso/q/AAECAwQFBgcICQoLDA0ODw.4294967295.AAECAwQFBgcICQoL",
        String(repeating: "0123456789abcdef", count: 16), String(repeating: "~", count: 511),
        String(repeating: "Z", count: QRSymbol.maximumBytes),
    ]

    @Test("SVG", arguments: texts, ["white", "black"])
    func svg(_ text: String, page: String) throws {
        let document = Self.page(page, around: try QRSymbol(text: text).svg())
        try expectReadable(try OtherPrograms.png(ofSVG: document, width: 700), as: text)
    }

    @Test("PNG", arguments: texts, ErrorCorrection.allCases)
    func png(_ text: String, errorCorrection: ErrorCorrection) throws {
        let symbol = try QRSymbol(text: text, errorCorrection: errorCorrection)
        try expectReadable(try symbol.png(modulePixels: 4), as: text)
    }

    @Test("PNG on a page", arguments: texts, [Raster.white, Raster.black])
    func pngOnPage(_ text: String, page: UInt8) throws {
        let picture = try Picture(file: QRSymbol(text: text).png(modulePixels: 4))
        var raster = Raster(width: picture.width, height: picture.height, colour: 0)
        raster.pixels = picture.brightness
        try expectReadable(raster.onPage(page), as: text)
    }

    @Test("Unicode blocks on a dark terminal", arguments: texts)
    func blocksOnDark(_ text: String) throws {
        let blocks = try QRSymbol(text: text).unicodeBlocks()
        let screen = Raster(blocks: blocks, ink: 230, paper: 20)
        try expectReadable(screen.onPage(20), as: text)
    }

    /// zxing-cpp 1.4, which the tests use, has no eye for exchanged colours; that it reads the same
    /// lines on a dark terminal is tested above.
    @Test("Unicode blocks on a light terminal: colours exchanged", arguments: texts)
    func blocksOnLight(_ text: String) throws {
        let blocks = try QRSymbol(text: text).unicodeBlocks()
        let screen = Raster(blocks: blocks, ink: 20, paper: 250).onPage(250)
        #expect(try OtherPrograms.zbar(screen.pgm, inverted: true) == text)
        #expect(try QRReader.texts(in: screen.picture) == [text])
    }

    @Test("Unicode blocks for a light terminal", arguments: texts)
    func darkBlocksOnLight(_ text: String) throws {
        let blocks = try QRSymbol(text: text).unicodeBlocks(ink: .dark)
        let screen = Raster(blocks: blocks, ink: 20, paper: 250)
        try expectReadable(screen.onPage(250), as: text)
    }

    @Test("Bitmap", arguments: texts, [Raster.white, Raster.black])
    func bitmap(_ text: String, page: UInt8) throws {
        let symbol = try QRSymbol(text: text)
        let raster = Raster(bitmap: symbol.bitmap(), size: symbol.size)
        try expectReadable(raster.onPage(page), as: text)
    }

    @Test("Text that is not ASCII is kept byte by byte")
    func unicodeText() throws {
        let text = "https://例子.测试/扫码?名=张伟"
        try expectReadable(try QRSymbol(text: text).png(), as: text)
    }

    private func expectReadable(_ png: [UInt8], as text: String) throws {
        #expect(try OtherPrograms.zbar(png) == text)
        #expect(try OtherPrograms.zxing(png) == text)
        #expect(try QRReader.texts(inFile: png) == [text])
    }

    private func expectReadable(_ raster: Raster, as text: String) throws {
        #expect(try OtherPrograms.zbar(raster.pgm) == text)
        #expect(try OtherPrograms.zxing(raster.pgm) == text)
        #expect(try QRReader.texts(in: raster.picture) == [text])
    }

    /// The document inside a larger one, as a browser shows it on a page of its own colour.
    private static func page(_ colour: String, around svg: [UInt8]) -> [UInt8] {
        let inner = String(decoding: svg, as: UTF8.self)
            .replacing("<svg ", with: #"<svg x="50" y="50" width="600" height="600" "#)
        return Array(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 700">
            <rect width="700" height="700" fill="\(colour)"/>\(inner)</svg>
            """.utf8)
    }
}
