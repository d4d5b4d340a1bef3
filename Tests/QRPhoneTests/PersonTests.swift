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
}

@Suite struct PersonAtTerminalTests {
    @Test("Every ask is a question, the number first, the decision last")
    func fullInterview() throws {
        let scanned = try Scanned(Examples.scanned)
        let terminal = PlayedTerminal(["47", "id-card", "n", "y", "1234", "y"])
        let decision = try terminal.person().decide(on: scanned)
        #expect(
            decision
                == .confirm(
                    ConfirmDetails(
                        number: "47", credential: Credential(id: "id-card"), enteredPIN: true,
                        scopes: ["profile"],
                        terms: scanned.terms)))
        #expect(terminal.questions.first?.hasPrefix("Number") == true)
        #expect(terminal.questions.last?.hasPrefix("Confirm?") == true)
        #expect(terminal.questions.count == 6)
    }

    @Test("The PIN itself is nowhere in the decision")
    func pinStays() throws {
        let terminal = PlayedTerminal(["47", "id-card", "n", "y", "8264", "y"])
        let decision = try terminal.person().decide(on: Scanned(Examples.scanned))
        #expect(!"\(decision)".contains("8264"))
    }

    @Test("Nothing asked, nothing but the decision")
    func shortInterview() throws {
        let terminal = PlayedTerminal(["y"])
        let decision = try terminal.person().decide(on: Scanned(Examples.plain))
        #expect(decision == .confirm(ConfirmDetails()))
    }

    @Test("No at any question ends the questions", arguments: [0, 1, 3, 4, 5], ["n", "x"])
    func saysNo(at question: Int, key: String) throws {
        let answers = Array(["47", "id-card", "y", "y", "1234", "y"].prefix(question)) + [key]
        let terminal = PlayedTerminal(answers)
        let decision = try terminal.person().decide(on: Scanned(Examples.scanned))
        #expect(decision == .deny(key == "x" ? .notMe : .changedMind))
        #expect(terminal.answers.isEmpty && terminal.questions.count == question + 1)
    }

    @Test("Silence is not consent: the end of the input decides nothing")
    func inputEnds() throws {
        for count in 0..<6 {
            let terminal = PlayedTerminal(
                Array(["47", "id-card", "y", "y", "1234", "y"].prefix(count)))
            #expect(throws: PhoneFailure.inputEnded) {
                try terminal.person().decide(on: Scanned(Examples.scanned))
            }
        }
    }

    @Test("An unclear answer is asked again, an empty one too")
    func asksAgain() throws {
        let terminal = PlayedTerminal(["", "yes", "Y"])
        let decision = try terminal.person().decide(on: Scanned(Examples.plain))
        #expect(decision == .confirm(ConfirmDetails()))
        #expect(terminal.questions.count == 3)
    }

    @Test("What the command line said is not asked again")
    func knownAnswers() throws {
        let terminal = PlayedTerminal(["y", "y"])
        let known = ConfirmDetails(
            number: "47", credential: Credential(id: "id-card"), enteredPIN: true,
            scopes: ["profile"])
        _ = try terminal.person(known: known).decide(on: Scanned(Examples.scanned))
        #expect(terminal.questions.count == 2)
    }

    @Test("A title cannot repaint the question")
    func neutralisesTitles() throws {
        let terminal = PlayedTerminal(["1", "c", "\u{1B}", "y", "y", "1", "y"])
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
        #expect(try PlayedTerminal([key]).person().face(check, previous: []) == step)
    }
}
