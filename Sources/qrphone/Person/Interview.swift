import Terminal

/// Asks one question after the other, until there is an answer or a no.
struct Interview {
    /// Why a question has no answer.
    enum Stop: Error {
        case saidNo(DenyReason)
        case inputEnded
    }

    let language: Language
    /// Shows a question and reads one line; `nil` at the end of the input.
    let ask: (String) -> String?

    /// A line that is not empty.
    ///
    /// - Parameter list: lines above the question.
    func line(_ question: Question, under list: [String] = []) throws(Stop) -> String {
        let text = (list + [question.text(in: language) + " "]).joined(separator: "\n")
        while true {
            guard let answer = ask(text) else { throw .inputEnded }
            let line = answer.trimmed
            switch line {
            case "": continue
            case "n": throw .saidNo(.changedMind)
            case "x": throw .saidNo(.notMe)
            default: return line
            }
        }
    }

    func isYes(_ question: Question, showing detail: String) throws(Stop) -> Bool {
        try choice(question, among: ["y", "n"], showing: detail) == "y"
    }

    func choice(
        _ question: Question, among keys: [String], showing detail: String = ""
    ) throws(Stop) -> String {
        let shown = detail.isEmpty ? "" : " " + SafeText.line(detail)
        while true {
            let text =
                question.text(in: language) + shown + " [" + keys.joined(separator: "/") + "] "
            guard let answer = ask(text) else { throw .inputEnded }
            let key = answer.trimmed.lowercased()
            if keys.contains(key) { return key }
            if key == "x" { throw .saidNo(.notMe) }
        }
    }
}

extension String {
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
