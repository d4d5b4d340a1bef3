import Terminal

@testable import qrphone

/// Answers the questions one by one and remembers them; afterwards the input is at its end.
final class PlayedTerminal {
    var answers: [String]
    var questions: [String] = []

    init(_ answers: [String]) { self.answers = answers }

    func person(
        known: ConfirmDetails = ConfirmDetails(), verifies: Bool? = nil,
        credentials: [Credential] = [], photos: [Photo] = []
    ) -> PersonAtTerminal {
        PersonAtTerminal(
            known: known, verifies: verifies, credentials: credentials, photos: photos,
            language: .english
        ) { question in
            self.questions.append(question)
            return self.answers.isEmpty ? nil : self.answers.removeFirst()
        }
    }
}
