import StrictJSON
import Terminal
import Testing

@testable import qrphone

@Suite struct InterviewTests {
    private static let credentials = [
        Credential(id: "id-1", title: "身份证", details: CredentialDetails()),
        Credential(id: "id-2", details: CredentialDetails(kind: .delegated, status: .revoked)),
    ]

    private static func gated() throws -> Scanned {
        try Examples.scanned(["verification": ["level": 3, "held": 1]], asks: ["number": true])
    }

    @Test("The level is asked about after the number and before anything else")
    func gate() throws {
        let terminal = PlayedTerminal(["47", "y", "y"])
        let decision = try terminal.person().decide(on: Self.gated())
        #expect(decision == .confirm(ConfirmDetails(number: "47")))
        #expect(terminal.questions[1].hasPrefix("Verify now?"))
    }

    @Test("Going back from the verification ends the login", arguments: [nil, false])
    func goesBack(said: Bool?) throws {
        let terminal = PlayedTerminal(["47", "n"])
        let decision = try terminal.person(verifies: said).decide(on: Self.gated())
        #expect(decision == .deny(.levelDeclined))
        #expect(terminal.answers.count == (said == nil ? 0 : 1))
    }

    @Test("Who said beforehand that they verify is not asked")
    func verifies() throws {
        let terminal = PlayedTerminal(["47", "y"])
        let decision = try terminal.person(verifies: true).decide(on: Self.gated())
        #expect(decision == .confirm(ConfirmDetails(number: "47")))
    }

    @Test(
        "For themself or for an organisation",
        arguments: [
            ("s", ActingFor.themself),
            ("91630000", .organisation(id: "91630000", name: nil, role: nil)),
        ])
    func actingFor(answer: String, whom: ActingFor) throws {
        let scanned = try Examples.scanned([:], asks: ["organisation": true])
        let decision = try PlayedTerminal([answer, "y"]).person().decide(on: scanned)
        #expect(decision == .confirm(ConfirmDetails(actingFor: whom)))
    }

    @Test("A credential is chosen from the list, by its number or id", arguments: ["2", "id-2"])
    func chooses(answer: String) throws {
        let scanned = try Examples.scanned([:], asks: ["credential": true])
        let terminal = PlayedTerminal(["0", "3", "other", answer, "y"])
        let person = terminal.person(credentials: Self.credentials)
        #expect(
            try person.decide(on: scanned)
                == .confirm(ConfirmDetails(credential: Self.credentials[1])))
        #expect(terminal.questions[0].contains("  1  id-1  身份证  (resident-id, own, valid)\n"))
        #expect(terminal.questions[0].contains("  2  id-2  (resident-id, delegated, revoked)\n"))
    }

    @Test("After an unusable credential another one is chosen; the rest stays as it was")
    func choosesAnother() throws {
        let details = ConfirmDetails(
            number: "47", credential: Self.credentials[1], scopes: ["profile"])
        let scanned = try Examples.scanned([:], asks: ["credential": true])
        let person = PlayedTerminal(["y", "1", "y"]).person(credentials: Self.credentials)
        let again = try person.decideAgain(insteadOf: details, on: scanned)
        var expected = details
        expected.credential = Self.credentials[0]
        #expect(again == .confirm(expected))
        let tired = PlayedTerminal(["n"]).person(credentials: Self.credentials)
        #expect(
            try tired.decideAgain(insteadOf: details, on: scanned) == .deny(.changedMind))
        let gone = PlayedTerminal([]).person(credentials: Self.credentials)
        #expect(throws: PhoneFailure.inputEnded) {
            try gone.decideAgain(insteadOf: details, on: scanned)
        }
    }

    @Test("At a face check only what the check allows is offered")
    func faceKeys() throws {
        let terminal = PlayedTerminal(["p", "v"])
        let check = try Examples.check(["methods": ["visit"]])
        #expect(try terminal.person().face(check, previous: []) == .visit)
        #expect(terminal.questions.count == 2)
        #expect(terminal.questions[0].hasSuffix("[v/s/n/x] "))
    }

    @Test("Pictures at hand are sent; after a failure new ones are asked for until they are read")
    func capture() throws {
        let check = try Examples.check(["methods": ["capture"]])
        let first = FaceStep.capture([Examples.jpeg])
        #expect(
            try PlayedTerminal(["c"]).person(photos: [Examples.jpeg]).face(check, previous: [])
                == first)
        let terminal = PlayedTerminal(["c", "/nowhere/a.jpg", "x"])
        let person = terminal.person(photos: [Examples.jpeg])
        #expect(try person.face(check, previous: [first]) == .deny(.notMe))
        #expect(terminal.questions[2].hasPrefix("/nowhere/a.jpg: cannot be opened\n"))
    }
}
