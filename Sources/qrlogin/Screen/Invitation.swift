import QRSymbol
import Terminal

/// What the person sees while the program waits: the code to scan, and the same for typing.
struct Invitation {
    let code: DeviceCode
    let language: Language
    /// What the terminal's letters draw.
    let ink: QRSymbol.Ink
    /// Letters in a line; `nil` when nobody knows. A symbol that is wider would be broken into
    /// pieces that no phone reads, so then there is none.
    let columns: Int?

    /// Lines without line feeds; the symbol last, so that a window of 24 lines shows it whole.
    var lines: [String] {
        let symbol = symbolLines
        let opening: Phrase = symbol.isEmpty ? .open : .scanOrOpen
        return [
            opening.text(in: language), "  " + SafeText.line(code.verificationURI),
            "  " + Phrase.letters.text(in: language) + "  " + SafeText.line(code.userCode),
            patience,
        ] + symbol
    }

    /// Empty when there is nothing to scan, or no room for it: the typed code always works.
    private var symbolLines: [String] {
        guard let text = code.completeURI, let symbol = try? QRSymbol(text: text) else { return [] }
        let width = symbol.size + 2 * QRSymbol.quietZone
        if let columns, columns < width { return [] }
        return symbol.unicodeBlocks(ink: ink).split(separator: "\n").map(String.init)
    }

    private var patience: String {
        code.expiresIn < 120
            ? Phrase.goodForSeconds.text(in: language) + " \(code.expiresIn)"
            : Phrase.goodForMinutes.text(in: language) + " \(code.expiresIn / 60)"
    }
}
