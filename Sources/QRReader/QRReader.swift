internal import CZBar

/// Finds the QR codes of a picture, as a phone's scanner would.
///
/// A picture of any size may hold a code of any size, and the library's finder misses modules of
/// one pixel and blurs of many; so the same picture is looked at in several sizes, and the first
/// one that shows a code decides.
package enum QRReader {
    /// The texts of all QR codes in a PNG or JPEG file, in the order they were found.
    ///
    /// - Returns: an empty list when there is none. Codes that do not hold UTF-8 are left out.
    /// - Throws: ``QRReaderFailure``.
    package static func texts(inFile file: [UInt8]) throws(QRReaderFailure) -> [String] {
        try texts(in: Picture(file: file))
    }

    /// The texts of all QR codes in a picture.
    package static func texts(in picture: Picture) throws(QRReaderFailure) -> [String] {
        var found = try scan(picture)
        if found.isEmpty, picture.width * picture.height * 9 <= largestEnlarged {
            found = try scan(picture.enlarged(by: 3))
        }
        if found.isEmpty, min(picture.width, picture.height) >= 2 * smallestHalved {
            found = try scan(picture.halved())
        }
        return found
    }

    /// Pixels of the largest enlarged picture. Codes with modules of one pixel come as small files;
    /// a busy screenshot enlarged would keep the finder, which tries every three marks that look
    /// like corners, at work for half a minute.
    private static let largestEnlarged = 4_000_000
    /// Pixels a side below which half the picture can hold no code.
    private static let smallestHalved = 200

    /// Looks at a picture once, in one size, at dark codes on light and light codes on dark.
    private static func scan(_ picture: Picture) throws(QRReaderFailure) -> [String] {
        guard let scanner = zbar_image_scanner_create(), let image = zbar_image_create() else {
            throw .libraryFailed
        }
        defer { zbar_image_scanner_destroy(scanner) }
        defer { zbar_image_destroy(image) }
        configure(scanner)
        zbar_image_set_format(image, greyscale)
        zbar_image_set_size(image, UInt32(picture.width), UInt32(picture.height))
        let scanned = picture.brightness.withUnsafeBytes { pixels in
            // The library only reads the pixels, and only until the scan returns; without a
            // clean-up handler it never frees them.
            zbar_image_set_data(image, pixels.baseAddress, UInt(pixels.count), nil)
            return zbar_scan_image(scanner, image)
        }
        guard scanned >= 0 else { throw .libraryFailed }
        return symbols(of: image)
    }

    /// The library's name for one byte of brightness a pixel: "Y800", as a number.
    private static let greyscale: UInt = 0x3030_3859

    /// QR codes only, and their bytes as they are: by default the library guesses a character set
    /// and turns short UTF-8 texts into Chinese ones.
    private static func configure(_ scanner: OpaquePointer) {
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1)
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_TEST_INVERTED, 1)
    }

    private static func symbols(of image: OpaquePointer) -> [String] {
        var found: [String] = []
        var symbol = zbar_image_first_symbol(image)
        while let current = symbol {
            if let data = zbar_symbol_get_data(current) {
                let length = Int(zbar_symbol_get_data_length(current))
                let bytes = UnsafeRawBufferPointer(start: data, count: length)
                let text = String(validating: bytes, as: UTF8.self)
                if let text, !found.contains(text) { found.append(text) }
            }
            symbol = zbar_symbol_next(current)
        }
        return found
    }
}
