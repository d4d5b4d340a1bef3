extension QRSymbol {
    /// Which modules the letters of a terminal draw; the others are its background.
    package enum Ink: Sendable, CaseIterable {
        /// Dark on white where the background is dark, as other command line tools do.
        case light
        /// Dark on white where the background is light.
        case dark
    }

    /// The symbol as text, two rows of modules in one line of half blocks, with the quiet zone.
    ///
    /// On a terminal of the other kind it is the same symbol with the colours exchanged, which the
    /// standard allows and the scanners of phones accept (zxing-cpp 1.4 does not). Colour escapes
    /// would suit both, but they are not plain text. The lines end with a line feed and fit together
    /// only without spacing between them.
    ///
    /// - Parameter ink: by what a terminal is most often; nobody can ask it.
    package func unicodeBlocks(ink: Ink = .light) -> String {
        let span = -Self.quietZone..<size + Self.quietZone
        var text = ""
        text.reserveCapacity((span.count / 2 + 1) * (span.count * 3 + 1))
        for row in stride(from: span.lowerBound, to: span.upperBound, by: 2) {
            for column in span {
                let lower = row + 1 < span.upperBound && isDrawn(row + 1, column, ink)
                switch (isDrawn(row, column, ink), lower) {
                case (true, true): text += "█"
                case (true, false): text += "▀"
                case (false, true): text += "▄"
                case (false, false): text += " "
                }
            }
            text += "\n"
        }
        return text
    }

    /// The quiet zone is light too.
    private func isDrawn(_ row: Int, _ column: Int, _ ink: Ink) -> Bool {
        let inside = row >= 0 && row < size && column >= 0 && column < size
        let isDark = inside && self[row, column]
        return isDark == (ink == .dark)
    }
}
