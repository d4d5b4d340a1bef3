import Foundation
import StrictJSON
import Terminal

/// Where the program shows things: what a person reads goes to standard error, the outcome to
/// standard output. So `tokens=$(qrlogin …)` still shows the code.
struct Screen {
    let language: Language

    func show(_ invitation: Invitation) {
        let text = invitation.lines.joined(separator: "\n") + "\n"
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// The tokens as the provider wrote them, for a program; a sentence, for a person.
    func show(_ tokens: TokenSet, from issuer: String, asJSON: Bool) {
        if asJSON {
            print(SafeText.json(JSONValue.object(tokens.members).serializedText()))
        } else {
            print(Self.sentence(about: tokens, from: issuer, in: language))
        }
    }

    static func sentence(
        about tokens: TokenSet, from issuer: String, in language: Language
    ) -> String {
        let place = Phrase.loggedIn.text(in: language) + " " + SafeText.line(issuer)
        guard let subject = tokens.subject else { return place }
        return place + " " + Phrase.loggedInAs.text(in: language) + " " + SafeText.line(subject)
    }

    /// Whether a person reads the outcome.
    static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Letters in a line of the terminal that shows the code; `nil` when it is none.
    static var columns: Int? {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return nil }
        return Int(size.ws_col)
    }
}
