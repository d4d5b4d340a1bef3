import ArgumentParser
import Testing

@testable import Terminal

/// A program that takes one number.
private struct Counter: Program {
    static let configuration = CommandConfiguration(commandName: "counter", abstract: "Counts.")

    @Argument var number: Int
}

private struct Tired: ProgramFailure {
    let exitStatus = ProgramExit.network

    func message(in language: Language) -> String { language == .chinese ? "累了" : "Tired." }
}

@Suite struct LastWordsTests {
    private func after(_ arguments: String..., in language: Language = .english) -> LastWords? {
        do {
            // Help is a command of its own, which says it when it runs.
            var command = try Counter.parseAsRoot(arguments)
            try command.run()
            return nil
        } catch {
            return LastWords(of: Counter.self, after: error, in: language)
        }
    }

    @Test("A failure says why in the person's language, and has its own status")
    func failure() {
        for (language, words) in [(Language.english, "Tired."), (.chinese, "累了")] {
            let last = LastWords(of: Counter.self, after: Tired(), in: language)
            #expect(last.complaint == words && last.answer == nil && last.status == 6)
        }
    }

    @Test("A mistake on the command line ends with 2 and says where help is")
    func mistake() throws {
        let last = try #require(after("many"))
        #expect(last.status == 2 && last.answer == nil)
        #expect(try #require(last.complaint).hasSuffix(" See: counter --help"))
    }

    @Test("Help is what was asked for")
    func help() throws {
        let last = try #require(after("--help"))
        #expect(last.status == 0 && last.complaint == nil)
        #expect(try #require(last.answer).contains("OVERVIEW: Counts."))
    }

    @Test("A command that has said why it ends otherwise says no more")
    func status() {
        let last = LastWords(of: Counter.self, after: ExitCode(.endedOtherwise), in: .english)
        #expect(last.status == 5 && last.answer == nil && last.complaint == nil)
    }
}
