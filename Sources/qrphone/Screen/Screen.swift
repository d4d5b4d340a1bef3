import Foundation
import StrictJSON
import Terminal

/// Where the phone shows things.
struct Screen {
    let language: Language
    /// Whether only the JSON object at the end may go to standard output.
    let isQuiet: Bool

    func show(_ line: String) {
        if !isQuiet { Self.write(line + "\n") }
    }

    /// Asks on standard output and reads one line of standard input; `nil` at its end.
    static func ask(_ question: String) -> String? {
        write(question)
        return readLine()
    }

    /// Writes at once: behind a pipe a line would wait in a buffer, while whoever is to answer it
    /// waits for the question.
    private static func write(_ text: String) {
        Swift.print(text, terminator: "")
        fflush(nil)
    }

    /// One JSON object for the program that asked for it.
    static func print(_ document: JSONValue) {
        write(SafeText.json(document.serializedText()) + "\n")
    }

    func show(_ phrase: Phrase, _ detail: String = "") {
        show(phrase.text(in: language) + (detail.isEmpty ? "" : " " + detail))
    }

    /// Shows what is new in an answer. Addresses to open are needed before the end, so a program
    /// that reads JSON finds them on standard error meanwhile.
    func show(_ news: News) {
        for line in news.lines { show(line) }
        for line in news.addresses {
            if isQuiet { QRPhone.complain(line) } else { show(line) }
        }
    }

    func showWarnings(_ codes: [String]) {
        for code in codes { show(Presentation.warning(code, in: language)) }
    }
}
