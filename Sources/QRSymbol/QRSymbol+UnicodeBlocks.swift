extension QRSymbol {
    /// The symbol as text, two rows of modules in one line of half blocks, with the quiet zone.
    ///
    /// Light modules are drawn, dark ones left empty, as other command line tools do. On a dark
    /// terminal that is a symbol dark on white. On a light terminal it is the same symbol with
    /// the colours exchanged, which the standard allows and the scanners of phones accept (zxing-cpp
    /// 1.4 does not); drawing the dark modules instead would only exchange the two cases, and colour
    /// escapes are not plain text. The lines end with a line feed and fit together only without
    /// spacing between them.
    package func unicodeBlocks() -> String {
        let span = -Self.quietZone..<size + Self.quietZone
        var text = ""
        text.reserveCapacity((span.count / 2 + 1) * (span.count * 3 + 1))
        for row in stride(from: span.lowerBound, to: span.upperBound, by: 2) {
            for column in span {
                let lower = row + 1 < span.upperBound && isLight(row + 1, column)
                switch (isLight(row, column), lower) {
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
    private func isLight(_ row: Int, _ column: Int) -> Bool {
        let inside = row >= 0 && row < size && column >= 0 && column < size
        return !(inside && self[row, column])
    }
}
