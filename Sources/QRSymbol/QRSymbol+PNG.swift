internal import CPNG

extension QRSymbol {
    /// Pixels a module side may have in ``png(modulePixels:)``.
    ///
    /// Thirty-two make the largest symbol 4,000 pixels wide, enough for print; more would only let
    /// a caller ask for memory.
    package static let modulePixelsRange = 1...32

    /// The symbol as a PNG file with the quiet zone.
    ///
    /// Two colours of a palette, so the library writes one bit a pixel: an eighth of the bytes to
    /// compress compared with grey.
    ///
    /// - Parameter modulePixels: pixels a module side, within ``modulePixelsRange``.
    /// - Throws: ``QRSymbolFailure``: the size is out of range, or libpng failed.
    package func png(modulePixels: Int = 8) throws(QRSymbolFailure) -> [UInt8] {
        guard Self.modulePixelsRange.contains(modulePixels) else {
            throw .modulePixelsOutOfRange(modulePixels)
        }
        let side = (size + 2 * Self.quietZone) * modulePixels
        let file = Self.encode(indexedPixels(modulePixels: modulePixels, side: side), side: side)
        guard let file else { throw .libraryFailed }
        return file
    }

    /// One byte a pixel: the index into ``palette``, which is the module's own value.
    private func indexedPixels(modulePixels: Int, side: Int) -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: side * side)
        let margin = Self.quietZone * modulePixels
        for row in 0..<size {
            let top = (margin + row * modulePixels) * side
            for column in 0..<size where modules[row * size + column] != 0 {
                let left = top + margin + column * modulePixels
                for pixel in left..<left + modulePixels { pixels[pixel] = 1 }
            }
            for copy in 1..<modulePixels {
                let target = top + copy * side
                pixels.replaceSubrange(target..<target + side, with: pixels[top..<top + side])
            }
        }
        return pixels
    }

    /// White for light modules (0), black for dark ones (1), as red, green, blue.
    private static let palette: [UInt8] = [255, 255, 255, 0, 0, 0]

    /// `nil` when the library fails; it has then freed what it allocated.
    private static func encode(_ pixels: [UInt8], side: Int) -> [UInt8]? {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        image.width = png_uint_32(side)
        image.height = png_uint_32(side)
        image.format = PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_COLORMAP
        image.flags = png_uint_32(PNG_IMAGE_FLAG_FAST)
        image.colormap_entries = 2
        // Deflate never makes incompressible data larger than this: 5 bytes a block of 16 KB.
        let rows = side * (1 + (side + 7) / 8)
        let capacity = 1024 + rows + rows / 1024
        var written = capacity
        let file = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
            let ok = png_image_write_to_memory(
                &image, buffer.baseAddress, &written, 0, pixels, 0, palette)
            initialized = ok == 0 ? 0 : written
        }
        return file.isEmpty ? nil : file
    }
}
