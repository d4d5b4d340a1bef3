/// Why a text has no symbol, or a symbol no picture.
package enum QRSymbolFailure: Error, Equatable, Sendable {
    /// The text is empty; a code that says nothing is a mistake of the caller.
    case emptyText
    /// The text has more than ``QRSymbol/maximumBytes`` bytes of UTF-8.
    case textTooLong(bytes: Int)
    /// `modulePixels` is outside ``QRSymbol/modulePixelsRange``.
    case modulePixelsOutOfRange(Int)
    /// The system library gave up, in practice because memory ran out.
    case libraryFailed
}
