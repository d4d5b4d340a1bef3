import StrictJSON
import Terminal
import Testing

@testable import qrphone

@Suite struct TextsTests {
    private static var everything: [any Spoken] {
        Phrase.allCases.map { $0 } + Question.allCases.map { $0 } + FaceKey.allCases.map { $0 }
            + StandingPhrase.allCases.map { $0 } + RefusalPhrase.allCases.map { $0 }
            + MissingAsk.allCases.map { $0 } + UnusableCredential.allCases.map { $0 }
            + FaceAdvice.allCases.map { $0 } + FaceAction.allCases.map { $0 }
            + NewsPhrase.allCases.map { $0 } + Complaint.allCases.map { $0 }
            + IssueFailure.allCases.map { $0 } + CredentialPhrase.allCases.map { $0 }
    }

    @Test("Everything says something in every language, and not the same")
    func languages() {
        #expect(Self.everything.count > 100)
        for text in Self.everything {
            let texts = Language.allCases.map { text.text(in: $0) }
            #expect(texts.allSatisfy { !$0.isEmpty })
            #expect(Set(texts).count == texts.count, "\(text)")
        }
    }

    @Test("What went wrong is told with what to do about it: never in one sentence only")
    func waysOut() {
        let failures: [any Spoken] =
            FaceAdvice.allCases.map { $0 } + IssueFailure.allCases.map { $0 }
            + UnusableCredential.allCases.map { $0 }
        for text in failures {
            #expect(text.texts.english.split(separator: ".").count > 1, "\(text)")
        }
    }

    private static func message(_ document: JSONObject, _ act: Act = .confirm) throws -> String {
        let problem = try #require(Problem(body: .object(document), status: 422, act: act))
        return problem.message(in: .english)
    }

    @Test(
        "A confirmation that lacks something names the thing and its option",
        arguments: [
            ("organisation", "--acting-for"), ("portrait", "--portrait"),
            ("terms", "--accept-terms"),
            ("pin", "--pin"), ("number", "--number"), ("credential", "--credential"),
            ("consent", "--scopes"),
        ])
    func missingAsk(ask: String, option: String) throws {
        let message = try Self.message(["code": "missing_ask", "ask": .string(ask)])
        #expect(message.contains(option))
    }

    @Test("An unusable credential says why", arguments: UnusableCredential.allCases)
    func unusable(reason: UnusableCredential) throws {
        let document: JSONObject = [
            "code": "credential_unusable", "reason": .string(reason.rawValue),
        ]
        #expect(try Self.message(document).hasSuffix(reason.text(in: .english)))
    }

    @Test("Unknown asks and reasons fall back to the code, unknown codes to the broker's words")
    func fallbacks() throws {
        let ask = try Self.message(["code": "missing_ask", "ask": "dance"])
        #expect(ask.hasSuffix(RefusalPhrase.missingAsk.text(in: .english)))
        let reason = try Self.message(["code": "credential_unusable", "reason": "lost"])
        #expect(reason.hasSuffix(RefusalPhrase.credentialUnusable.text(in: .english)))
        let code = try Self.message(["code": "strange", "detail": "d\u{1B}"])
        #expect(code.hasSuffix("d\u{FFFD}"))
    }

    @Test(
        "Each ending has its own words",
        arguments: [
            ("expired", "expired_unredeemed", StandingPhrase.unredeemed),
            ("expired", "switched_off", .switchedOff),
            ("expired", "expired_undecided", .undecided), ("failed", "face_failed", .faceFailed),
            ("failed", "face_unavailable", .faceUnavailable),
            ("face_checking", "face_unavailable", .faceServiceDown),
            ("confirmed", "return_to_page", .returnToPage),
            ("confirmed", "confirm_on_phone", .confirmed),
            ("approved", "done", .approved),
        ])
    func endings(status: String, hint: String, phrase: StandingPhrase) throws {
        #expect(StandingPhrase(try Examples.standing(status, hint: hint)) == phrase)
    }

    @Test("After a registration nobody is logged in")
    func purposes() throws {
        let standing = try Examples.standing("approved")
        #expect(StandingPhrase(standing, purpose: "register") == .verified)
        #expect(StandingPhrase(standing, purpose: "face_check") == .verified)
    }
}
