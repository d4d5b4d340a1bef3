internal import CQREncode

/// The dark and light modules of one QR code.
///
/// A value: the library's own symbol is copied and freed before `init` returns, so a symbol may be
/// kept, sent and drawn anywhere. Every drawing is dark on white with the quiet zone of four
/// modules that ISO/IEC 18004 asks for, whatever the colours of the page around it: many scanners
/// read nothing else.
package struct QRSymbol: Sendable {
    /// The longest text, in bytes of UTF-8.
    ///
    /// The format itself ends at 2,953 bytes (version 40). At 512 bytes a symbol has 77 modules
    /// a side (version 15, ``ErrorCorrection/low``), which is about what a phone reads from a
    /// screen at arm's length; a longer payload would be a code that nobody can scan.
    package static let maximumBytes = 512

    /// Light modules around the symbol on each side, in every drawing.
    package static let quietZone = 4

    /// Modules a side, without the quiet zone: 21 to 117.
    package let size: Int

    /// Row by row, one byte a module: 1 is dark, 0 is light.
    let modules: [UInt8]

    /// Encodes a text as bytes, in the smallest version that holds it.
    ///
    /// Always in the 8-bit mode: it keeps the case of a URL, and its length does not depend on
    /// which characters a random token happens to have, so frames of one code have one size.
    ///
    /// - Parameters:
    ///   - text: 1 to ``maximumBytes`` bytes of UTF-8.
    ///   - errorCorrection: see ``ErrorCorrection``.
    /// - Throws: ``QRSymbolFailure`` for an empty or too long text.
    package init(
        text: String, errorCorrection: ErrorCorrection = .low
    ) throws(QRSymbolFailure) {
        var text = text
        let bytes = text.utf8.count
        guard bytes > 0 else { throw .emptyText }
        guard bytes <= Self.maximumBytes else { throw .textTooLong(bytes: bytes) }
        let encoded = text.withUTF8 { utf8 in
            QRcode_encodeData(
                Int32(utf8.count), utf8.baseAddress, Self.smallestVersion,
                errorCorrection.libraryLevel)
        }
        guard let encoded else { throw .libraryFailed }
        defer { QRcode_free(encoded) }
        size = Int(encoded.pointee.width)
        modules = Self.copyModules(of: encoded.pointee)
    }

    /// Whether the module is dark.
    ///
    /// - Parameters:
    ///   - row: from 0 at the top.
    ///   - column: from 0 at the left; both below ``size``.
    package subscript(row: Int, column: Int) -> Bool {
        precondition(row >= 0 && row < size && column >= 0 && column < size)
        return modules[row * size + column] != 0
    }

    /// Tells the library to choose the version itself.
    private static let smallestVersion: Int32 = 0

    /// The lowest bit of the library's module byte is the colour; the others say what the module
    /// is for, which no drawing needs.
    private static func copyModules(of symbol: QRcode) -> [UInt8] {
        let count = Int(symbol.width) * Int(symbol.width)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            for index in 0..<count {
                buffer.initializeElement(at: index, to: symbol.data[index] & 1)
            }
            initialized = count
        }
    }
}

extension ErrorCorrection {
    fileprivate var libraryLevel: QRecLevel {
        switch self {
        case .low: QR_ECLEVEL_L
        case .medium: QR_ECLEVEL_M
        case .quartile: QR_ECLEVEL_Q
        case .high: QR_ECLEVEL_H
        }
    }
}
