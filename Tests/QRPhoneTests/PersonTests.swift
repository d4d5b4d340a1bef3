import Terminal
import Testing

@testable import qrphone

@Suite struct ScriptedPersonTests {
    @Test("Approving grants everything asked for, but accepts terms only when told to")
    func approves() throws {
        let scanned = try Scanned(Examples.scanned)
        var person = ScriptedPerson(wish: .approve)
        #expect(
            person.decide(on: scanned) == .confirm(ConfirmDetails(scopes: ["profile", "email"])))
        person.acceptsTerms = true
        person.scopes = ["email"]
        #expect(
            person.decide(on: scanned)
                == .confirm(ConfirmDetails(scopes: ["email"], terms: scanned.terms)))
    }

    @Test("Without an ask for consent no scopes are sent, unless named")
    func sendsNoScopesUnasked() throws {
        let scanned = try Scanned(Examples.plain)
        var person = ScriptedPerson(wish: .approve)
        #expect(person.decide(on: scanned) == .confirm(ConfirmDetails()))
        person.scopes = []
        #expect(person.decide(on: scanned) == .confirm(ConfirmDetails(scopes: [])))
    }

    @Test("Denying and scanning only are what they say")
    func others() throws {
        let scanned = try Scanned(Examples.scanned)
        #expect(ScriptedPerson(wish: .deny(.notMe)).decide(on: scanned) == .deny(.notMe))
        #expect(ScriptedPerson(wish: .scanOnly).decide(on: scanned) == .leave)
    }

    @Test(
        "How often a face result is sent while tries are open",
        arguments: [
            ("pass", nil, 1), ("fail", nil, 5), ("fail:blurred", nil, 5), ("error", nil, 1),
            ("fail", 2, 2), ("error", 3, 3), ("timeout", nil, 0), ("skip", 4, 0),
        ])
    func faceTimes(script: String, times: Int?, expected: Int) throws {
        var person = ScriptedPerson(wish: .approve)
        person.faceScript = try #require(.init(script, times: times))
        let check = try #require(try FaceCheck(Examples.check))
        var sent: [FaceResult] = []
        while sent.count < 5, case .send(let result) = person.face(check, previous: sent) {
            sent.append(result)
        }
        #expect(sent.count == expected)
        if script == "fail:blurred" { #expect(sent.allSatisfy { $0 == .fail(reason: "blurred") }) }
        if script == "skip" || script == "timeout" {
            #expect(person.face(check, previous: []) == .leave)
        }
    }

    @Test("Other words are no face script", arguments: ["", "passed", "pass:x", "skip:x", "FAIL"])
    func wrongScript(_ text: String) {
        #expect(ScriptedPerson.FaceScript(text) == nil)
    }
}

@Suite struct PersonAtTerminalTests {
    /// Answers the questions one by one and remembers them; afterwards the input is at its end.
    private final class Terminal {
        var answers: [String]
        var questions: [String] = []

        init(_ answers: [String]) { self.answers = answers }

        func person(known: ConfirmDetails = ConfirmDetails()) -> PersonAtTerminal {
            PersonAtTerminal(known: known, language: .english) { question in
                self.questions.append(question)
                return self.answers.isEmpty ? nil : self.answers.removeFirst()
            }
        }
    }

    @Test("Every ask is a question, the number first, the decision last")
    func fullInterview() throws {
        let scanned = try Scanned(Examples.scanned)
        let terminal = Terminal(["47", "id-card", "n", "y", "1234", "y"])
        let decision = try terminal.person().decide(on: scanned)
        #expect(
            decision
                == .confirm(
                    ConfirmDetails(
                        number: "47", credential: "id-card", enteredPIN: true, scopes: ["profile"],
                        terms: scanned.terms)))
        #expect(terminal.questions.first?.hasPrefix("Number") == true)
        #expect(terminal.questions.last?.hasPrefix("Confirm?") == true)
        #expect(terminal.questions.count == 6)
    }

    @Test("The PIN itself is nowhere in the decision")
    func pinStays() throws {
        let terminal = Terminal(["47", "id-card", "n", "y", "8264", "y"])
        let decision = try terminal.person().decide(on: Scanned(Examples.scanned))
        #expect(!"\(decision)".contains("8264"))
    }

    @Test("Nothing asked, nothing but the decision")
    func shortInterview() throws {
        let terminal = Terminal(["y"])
        let decision = try terminal.person().decide(on: Scanned(Examples.plain))
        #expect(decision == .confirm(ConfirmDetails()))
    }

    @Test("No at any question ends the questions", arguments: [0, 1, 3, 4, 5], ["n", "x"])
    func saysNo(at question: Int, key: String) throws {
        let answers = Array(["47", "id-card", "y", "y", "1234", "y"].prefix(question)) + [key]
        let terminal = Terminal(answers)
        let decision = try terminal.person().decide(on: Scanned(Examples.scanned))
        #expect(decision == .deny(key == "x" ? .notMe : .changedMind))
        #expect(terminal.answers.isEmpty && terminal.questions.count == question + 1)
    }

    @Test("Silence is not consent: the end of the input decides nothing")
    func inputEnds() throws {
        for count in 0..<6 {
            let terminal = Terminal(Array(["47", "id-card", "y", "y", "1234", "y"].prefix(count)))
            #expect(throws: PhoneFailure.inputEnded) {
                try terminal.person().decide(on: Scanned(Examples.scanned))
            }
        }
    }

    @Test("An unclear answer is asked again, an empty one too")
    func asksAgain() throws {
        let terminal = Terminal(["", "yes", "Y"])
        let decision = try terminal.person().decide(on: Scanned(Examples.plain))
        #expect(decision == .confirm(ConfirmDetails()))
        #expect(terminal.questions.count == 3)
    }

    @Test("What the command line said is not asked again")
    func knownAnswers() throws {
        let terminal = Terminal(["y", "y"])
        let known = ConfirmDetails(
            number: "47", credential: "id-card", enteredPIN: true, scopes: ["profile"])
        _ = try terminal.person(known: known).decide(on: Scanned(Examples.scanned))
        #expect(terminal.questions.count == 2)
    }

    @Test("A title cannot repaint the question")
    func neutralisesTitles() throws {
        let terminal = Terminal(["1", "c", "\u{1B}", "y", "y", "1", "y"])
        var scanned = try Scanned(Examples.scanned)
        scanned.scopes[1].title = "x\u{1B}[2J\u{202E}"
        _ = try terminal.person().decide(on: scanned)
        let shown = terminal.questions.joined()
        #expect(
            !shown.unicodeScalars.contains("\u{1B}") && !shown.unicodeScalars.contains("\u{202E}"))
    }

    @Test(
        "Faces by key",
        arguments: [
            ("p", FaceStep.send(.pass)), ("e", .send(.error)), ("s", .leave),
            ("n", .deny(.changedMind)), ("x", .deny(.notMe)),
        ])
    func faces(key: String, step: FaceStep) throws {
        let check = try #require(try FaceCheck(Examples.check))
        #expect(try Terminal([key]).person().face(check, previous: []) == step)
    }
}
