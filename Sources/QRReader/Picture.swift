internal import CStbImage

/// A picture as brightness, one byte a pixel, rows from the top.
package struct Picture: Sendable {
    /// The largest file, in bytes: a screenshot of three large screens has less.
    package static let maximumBytes = 32 << 20
    /// The longest side, in pixels.
    package static let maximumSide = 16_384
    /// The largest area, in pixels: a screen of 8K has 33 million, a phone's camera up to 50.
    package static let maximumPixels = 64_000_000

    package let width: Int
    package let height: Int
    package let brightness: [UInt8]

    /// A picture from pixels that exist already.
    package init(width: Int, height: Int, brightness: [UInt8]) {
        precondition(width > 0 && height > 0 && brightness.count == width * height)
        self.width = width
        self.height = height
        self.brightness = brightness
    }

    /// Decodes a PNG or JPEG file.
    ///
    /// What is transparent is seen on white, as on a page: decoders that drop the transparency see
    /// whatever colour happens to be stored there, often black on black.
    ///
    /// - Throws: ``QRReaderFailure``; the limits are checked from the file's header, before memory
    ///   is spent on the pixels.
    package init(file: [UInt8]) throws(QRReaderFailure) {
        guard file.count <= Self.maximumBytes else { throw .fileTooLarge(bytes: file.count) }
        var width: Int32 = 0
        var height: Int32 = 0
        guard cstbimage_measure(file, file.count, &width, &height) == 1, width > 0, height > 0
        else { throw .notAPicture }
        guard max(width, height) <= Self.maximumSide,
            Int(width) * Int(height) <= Self.maximumPixels
        else { throw .tooManyPixels(width: Int(width), height: Int(height)) }
        guard let pixels = cstbimage_decode(file, file.count, &width, &height) else {
            throw .notAPicture
        }
        defer { cstbimage_free(pixels) }
        self.width = Int(width)
        self.height = Int(height)
        brightness = Self.onWhite(pixels, count: Int(width) * Int(height))
    }

    /// Lays pairs of brightness and opacity on white.
    private static func onWhite(_ pixels: UnsafePointer<UInt8>, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            for index in 0..<count {
                let opacity = Int(pixels[2 * index + 1])
                let seen = (Int(pixels[2 * index]) * opacity + 255 * (255 - opacity)) / 255
                buffer.initializeElement(at: index, to: UInt8(seen))
            }
            initialized = count
        }
    }
}

extension Picture {
    /// The same picture with each pixel as a square of `factor` pixels a side.
    func enlarged(by factor: Int) -> Picture {
        var larger: [UInt8] = []
        larger.reserveCapacity(brightness.count * factor * factor)
        for row in 0..<height {
            let start = larger.count
            for pixel in brightness[row * width..<(row + 1) * width] {
                for _ in 0..<factor { larger.append(pixel) }
            }
            let line = larger[start...]
            for _ in 1..<factor { larger.append(contentsOf: line) }
        }
        return Picture(width: width * factor, height: height * factor, brightness: larger)
    }

    /// The same picture at half the size, each pixel the mean of four.
    func halved() -> Picture {
        let (columns, rows) = (width / 2, height / 2)
        var smaller: [UInt8] = []
        smaller.reserveCapacity(columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                let corner = 2 * row * width + 2 * column
                let sum =
                    Int(brightness[corner]) + Int(brightness[corner + 1])
                    + Int(brightness[corner + width]) + Int(brightness[corner + width + 1])
                smaller.append(UInt8(sum / 4))
            }
        }
        return Picture(width: columns, height: rows, brightness: smaller)
    }
}
