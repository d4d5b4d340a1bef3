import StrictJSON
import Terminal
import Testing

@testable import qrphone

@Suite struct AnswersTests {
    @Test("The answer to a scan is read whole")
    func scanned() throws {
        let scanned = try Scanned(Examples.scanned)
        #expect(scanned.sessionID == "s1" && scanned.challenge == "c1")
        #expect(scanned.scopes.map(\.isRequired) == [true, false])
        #expect(scanned.terms.first?.accepted == ["id": "t", "version": "1"])
        #expect(scanned.asksFor("number") && !scanned.asksFor("dance"))
        #expect(scanned.warnings == ["location_mismatch"])
    }

    @Test("What later contracts add to the answers is read too")
    func additions() throws {
        let scanned = try Examples.scanned([
            "same_device": true, "verification": ["level": 3, "held": 1],
        ])
        #expect(scanned.isSameDevice && scanned.levelGate?.needed == 3)
        #expect(try Scanned(Examples.plain).levelGate == nil)
        let check = try Examples.check([
            "actions": ["blink"], "portrait": true, "url": "https://f.example",
        ])
        #expect(check.actions == ["blink"] && check.wantsPortrait)
        #expect(check.url == "https://f.example" && check.allows(.result) && !check.allows(.visit))
        let standing = try Standing([
            "status": "confirmed", "version": 4, "return_to": "https://l.example/return/s#t",
            "receipt": [
                "terms": [["id": "t", "version": "2"]], "accepted_at": "2026-01-02T03:04:05Z",
            ],
        ])
        #expect(standing.returnTo == "https://l.example/return/s#t")
        #expect(standing.receipt?.terms.map(\.version) == ["2"])
    }

    @Test("A missing member is named", arguments: ["session_id", "challenge", "status", "version"])
    func missing(_ member: String) throws {
        var answer = try #require(Examples.scanned.object)
        answer[member] = nil
        #expect(throws: PhoneFailure.malformedAnswer(member)) { try Scanned(.object(answer)) }
    }

    @Test(
        "The phone is done when the page is, or when the rest is the portal's business",
        arguments: [
            ("waiting", false), ("scanned", false), ("confirmed", false), ("face_checking", false),
            ("approved", true), ("redeemed", true), ("denied", true), ("cancelled", true),
            ("expired", true), ("failed", true), ("replaced", true),
        ])
    func over(status: String, isOver: Bool) throws {
        #expect(try Examples.standing(status).isOver == isOver)
    }

    @Test("200, 201 and 204 are answers")
    func answers() throws {
        let answer = try BrokerClient.answer(
            .status, status: 204, retryAfter: 3, [])
        #expect(answer == Answer(status: 204, body: .null, retryAfter: 3))
        let created = try BrokerClient.answer(
            .enrol, status: 201, retryAfter: nil, Array(#"{"kid":"k"}"#.utf8))
        #expect(created.body["kid"]?.string == "k")
    }

    @Test("A problem document is a refusal with everything in it")
    func problem() throws {
        let body = #"{"code":"missing_ask","status":422,"detail":"d","ask":"pin"}"#
        let failure = #expect(throws: PhoneFailure.self) {
            try BrokerClient.answer(.confirm, status: 422, retryAfter: nil, Array(body.utf8))
        }
        guard case .refused(let problem) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(problem.code == "missing_ask" && problem.status == 422 && problem.act == .confirm)
        #expect(problem.document["ask"]?.string == "pin")
        #expect(failure?.exitStatus == .refused)
    }

    @Test(
        "What no broker says is not taken for an answer",
        arguments: [(200, "<html>"), (502, "<html>"), (302, ""), (404, "{}"), (500, "null")])
    func strangers(status: Int, body: String) {
        let failure = #expect(throws: PhoneFailure.self) {
            try BrokerClient.answer(.scan, status: status, retryAfter: nil, Array(body.utf8))
        }
        #expect(failure?.exitStatus == .network)
    }

    @Test("While following, a busy or absent broker is asked again, a refusal is final")
    func pauses() throws {
        #expect(Conversation.pause(after: .network("x")) == 1)
        for (status, retryAfter, expected) in [(503, 5, 5), (429, 900, 30), (404, 5, nil)] {
            var problem = try #require(Problem(body: ["code": "c"], status: status, act: .status))
            problem.retryAfter = retryAfter
            #expect(Conversation.pause(after: .refused(problem)) == expected)
        }
    }
}

@Suite struct ReportTests {
    @Test(
        "The exit status compares the ending with the wish",
        arguments: [
            ("approved", Decision.confirm(ConfirmDetails()), ProgramExit.asAsked),
            ("redeemed", .confirm(ConfirmDetails()), .asAsked),
            ("face_checking", .confirm(ConfirmDetails()), .asAsked),
            ("failed", .confirm(ConfirmDetails()), .endedOtherwise),
            ("expired", .confirm(ConfirmDetails()), .endedOtherwise),
            ("denied", .confirm(ConfirmDetails()), .endedOtherwise),
            ("denied", .deny(.notMe), .asAsked), ("approved", .deny(.notMe), .endedOtherwise),
            ("scanned", .leave, .asAsked), ("cancelled", .leave, .endedOtherwise),
        ])
    func exitStatus(status: String, decision: Decision, expected: ProgramExit) throws {
        var report = Report()
        report.note(try Examples.standing(status))
        #expect(report.exitStatus(after: decision) == expected)
    }

    @Test("The JSON object has what the command promises")
    func json() throws {
        var report = Report()
        report.note(try Scanned(Examples.scanned))
        report.note(try Examples.standing("approved", hint: "done"))
        let json = report.json
        #expect(json["session_id"]?.string == "s1" && json["status"]?.string == "approved")
        #expect(json["hint"]?.string == "done" && json["version"]?.integer == 3)
        #expect(json["relying_party"] == Examples.scanned["relying_party"])
        #expect(json["context"] == Examples.scanned["context"])
        #expect(json["asks"] == Examples.scanned["asks"])
        #expect(json["warnings"] == ["location_mismatch"])
        #expect(json.object?.keys.contains("problem") == false)
    }

    @Test("What was put on record and what to open stay in the report when the login goes on")
    func keeps() throws {
        var report = Report()
        let url = "https://login.example/return/s1#t"
        report.note(
            try Standing([
                "status": "face_checking", "version": 4, "return_to": .string(url),
                "reason": "blurred", "face": Examples.check,
                "receipt": ["terms": [], "accepted_at": "2026-01-02T03:04:05Z"],
            ]))
        #expect(report.json["reason"] == "blurred")
        report.note(try Examples.standing("approved"))
        #expect(report.json["return_to"]?.string == url)
        #expect(report.json["face"] == Examples.check && report.json["reason"] == nil)
        #expect(report.json["receipt"]?["accepted_at"] == "2026-01-02T03:04:05Z")
    }

    @Test("A scan that is taken at the second attempt has no problem left")
    func problemPasses() throws {
        var report = Report()
        report.problem = Problem(body: ["code": "invalid_assertion"], status: 401, act: .scan)
        report.note(try Scanned(Examples.scanned))
        #expect(report.problem == nil)
    }

    @Test("A refused scan is a report too: the problem and nothing invented")
    func refusedScan() throws {
        var report = Report()
        report.problem = Problem(
            body: ["code": "stale_code", "status": 410], status: 410, act: .scan)
        #expect(
            report.json == [
                "problem": ["code": "stale_code", "status": 410, "act": "scan"], "warnings": [],
            ])
    }
}
