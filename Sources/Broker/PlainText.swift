/// Words of strangers that are shown to people.
enum PlainText {
    /// Marks that may follow each other: languages use two, pranks use hundreds.
    private static let marksInARow = 2

    /// Whether a text can be shown on one line beside others without reaching over them: no control
    /// or direction character, no pile of marks, at most so many scalars.
    static func isShowable(_ text: String, limit: Int) -> Bool {
        guard text.unicodeScalars.count <= limit else { return false }
        var marks = 0
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
                .paragraphSeparator:
                return false
            case .nonspacingMark, .enclosingMark, .spacingMark:
                marks += 1
                if marks > marksInARow { return false }
            default: marks = 0
            }
        }
        return true
    }
}
