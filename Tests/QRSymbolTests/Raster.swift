import QRReader
import QRSymbol

/// A grey picture made without any of the code under test.
struct Raster {
    static let white: UInt8 = 255
    static let black: UInt8 = 0

    let width: Int
    let height: Int
    var pixels: [UInt8]

    init(width: Int, height: Int, colour: UInt8) {
        self.width = width
        self.height = height
        pixels = [UInt8](repeating: colour, count: width * height)
    }

    mutating func fill(x: Int, y: Int, side: Int, colour: UInt8) {
        for row in y..<y + side {
            for column in x..<x + side { pixels[row * width + column] = colour }
        }
    }

    /// The picture in the middle of a larger page of one colour.
    func onPage(_ colour: UInt8, margin: Int = 60) -> Raster {
        var page = Raster(width: width + 2 * margin, height: height + 2 * margin, colour: colour)
        for row in 0..<height {
            for column in 0..<width {
                page.pixels[(row + margin) * page.width + column + margin] =
                    pixels[row * width + column]
            }
        }
        return page
    }

    /// The picture as portable grey map, which every decoder reads.
    var pgm: [UInt8] { Array("P5 \(width) \(height) 255\n".utf8) + pixels }

    var picture: Picture { Picture(width: width, height: height, brightness: pixels) }
}

extension Raster {
    /// Draws a text of half blocks as a terminal would: the ink is the letter's colour.
    init(blocks: String, ink: UInt8, paper: UInt8, modulePixels: Int = 6) {
        let lines = blocks.split(separator: "\n", omittingEmptySubsequences: true)
        let columns = lines.map(\.count).max() ?? 0
        self.init(
            width: columns * modulePixels, height: 2 * lines.count * modulePixels, colour: paper)
        for (line, characters) in lines.enumerated() {
            for (column, character) in characters.enumerated() {
                let x = column * modulePixels
                let y = 2 * line * modulePixels
                if "█▀".contains(character) {
                    fill(x: x, y: y, side: modulePixels, colour: ink)
                }
                if "█▄".contains(character) {
                    fill(x: x, y: y + modulePixels, side: modulePixels, colour: ink)
                }
            }
        }
    }

    /// Draws rows of bits, most significant first, as a page draws the JSON frame.
    init(bitmap: [UInt8], size: Int, modulePixels: Int = 6) {
        let side = (size + 8) * modulePixels
        self.init(width: side, height: side, colour: Self.white)
        for index in 0..<size * size where bitmap[index / 8] & (0x80 >> UInt8(index % 8)) != 0 {
            fill(
                x: (4 + index % size) * modulePixels, y: (4 + index / size) * modulePixels,
                side: modulePixels, colour: Self.black)
        }
    }
}
