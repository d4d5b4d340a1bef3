/// Makes text from strangers harmless on a terminal.
///
/// Names, addresses and browser names come from the broker's configuration, from the browser that
/// asks, or from whoever printed the code. Printed as they are, they could move the cursor and
/// repaint the question, or turn the reading direction so that one domain looks like another.
package enum SafeText {
    /// The longest text shown, in Unicode scalars: a name that fills the screen hides what follows.
    package static let maximumScalars = 160

    /// One line of text without any character that does something instead of showing something.
    package static func line(_ text: String) -> String {
        var safe = String.UnicodeScalarView()
        for (count, scalar) in text.unicodeScalars.enumerated() {
            guard count < maximumScalars else {
                safe.append("…")
                break
            }
            safe.append(isHarmless(scalar) ? scalar : "\u{FFFD}")
        }
        return String(safe)
    }

    /// The same JSON text with every such character as an escape: readers get the same value,
    /// terminals see only ASCII in its place.
    package static func json(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            if isHarmless(scalar) {
                safe.unicodeScalars.append(scalar)
            } else {
                for unit in String(scalar).utf16 { safe += escape(unit) }
            }
        }
        return safe
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// Controls move the cursor; formats turn the direction (U+202A…U+2069), hide letters or join
    /// them; the separators break the line; the rest has no agreed look.
    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned,
            .surrogate:
            false
        default: true
        }
    }
}
