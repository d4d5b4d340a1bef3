import LoginFlow
import SessionStore
import StrictJSON
import Testing

@testable import Broker

/// What the portal is told beside the person: for whom, by what, for what.
@Suite("Circumstances of a login") struct CircumstanceTests {
    private let notice = TermsVersion(id: "notice", version: "1")

    private func fixture(_ asks: [Ask], singleSignOn: Seconds = 0) throws -> LoginFixture {
        try LoginFixture(
            LoginFixture.Plan().with {
                $0.policy.asks = asks
                $0.policy.singleSignOn = singleSignOn
            })
    }

    @Test func aPlainLoginSaysNothingMore() async throws {
        let fixture = try fixture([.consent])
        let login = try await fixture.start()
        try await fixture.approve(login)
        let (token, info, _) = try await fixture.redeem(login)
        for name in [
            "acting_for", "organisation", "terms", "terms_accepted_at", "purpose", "credential",
            "credential_details", "portrait", "for_self",
        ] {
            #expect(token[name] == nil && info[name] == nil, "\(name)")
        }
    }

    @Test func forWhomThePersonActsIsSigned() async throws {
        let fixture = try fixture([.organisation, .consent])
        let login = try await fixture.start()
        let scanned = try await fixture.scan(login.frame.payload)
        await expectRefusal("missingAsk(\"organisation\")") {
            try await fixture.confirm(scanned)
        }
        let organisation: JSONValue = ["id": "org-1", "name": "Company", "role": "clerk"]
        _ = try await fixture.confirm(
            scanned,
            ["acting_for": "org-1", "organisation": ["name": "Company", "role": "clerk"]])
        let (token, info, _) = try await fixture.redeem(login)
        #expect(token["acting_for"] == "org-1" && info["acting_for"] == "org-1")
        #expect(token["organisation"] == organisation && info["organisation"] == organisation)
    }

    /// Anybody with a phone of their own could say so otherwise.
    @Test func anOrganisationCountsOnTheWalletsWord() async throws {
        let fixture = try fixture([.organisation, .consent])
        try await fixture.enrol()
        let acting: JSONObject = ["acting_for": "org-1", "organisation": ["name": "Company"]]
        for (named, isGood) in [(nil, false), ("org-2", false), ("org-1", true)] {
            let login = try await fixture.start()
            let scanned = try await fixture.scan(login.frame.payload, by: .device)
            var members = acting
            if let named {
                var word: JSONObject = ["acting_for": .string(named)]
                word.append("sid", scanned.record.id.text)
                word.append("challenge", scanned.challenge)
                members.append("attestation", try fixture.statement("attest", word))
            }
            if isGood {
                _ = try await fixture.confirm(scanned, members, by: .device)
                #expect(try await fixture.redeem(login).idToken["acting_for"] == "org-1")
            } else {
                let refused = members
                await expectRefusal("notAttested") {
                    try await fixture.confirm(scanned, refused, by: .device)
                }
                let own: JSONObject = ["for_self": true]
                let answer = try await fixture.confirm(scanned, own, by: .device)
                #expect(answer.status == .approved, "for oneself nobody needs to vouch")
            }
        }
    }

    /// Where it is not asked it is no reason to refuse, and nothing to tell.
    @Test func anOrganisationNobodyVouchesForIsNotTold() async throws {
        let fixture = try fixture([.consent])
        try await fixture.enrol()
        let login = try await fixture.start()
        try await fixture.approve(login, ["acting_for": "org-1"], by: .device)
        let (token, info, _) = try await fixture.redeem(login)
        #expect(token["acting_for"] == nil && info["acting_for"] == nil)
    }

    @Test func whoActsForThemselfNamesNobody() async throws {
        let fixture = try fixture([.organisation])
        let login = try await fixture.start()
        try await fixture.approve(login, ["for_self": true])
        let (token, info, _) = try await fixture.redeem(login)
        #expect(token["acting_for"] == nil && info["acting_for"] == nil)
    }

    /// The receipt: the phone keeps one, and the portal has the same with the broker's signature.
    @Test func acceptedTermsComeWithTheirReceipt() async throws {
        let fixture = try fixture([.terms([notice])])
        let login = try await fixture.start()
        let scanned = try await fixture.scan(login.frame.payload)
        fixture.setClock(later(7))
        let accepted: JSONValue = [["id": "notice", "version": "1"]]
        let answer = try await fixture.confirm(
            scanned,
            ["terms": [["id": "notice", "version": "1"], ["id": "other", "version": "2"]]])
        #expect(answer.receipt == TermsReceipt(terms: [notice], acceptedAt: later(7)))
        fixture.setClock(later(20))
        let again = try await fixture.confirm(scanned)
        #expect(again.receipt == answer.receipt, "the phone may have missed the first")
        let token = try await fixture.redeem(login).idToken
        #expect(token["terms"] == accepted)
        #expect(token["terms_accepted_at"]?.integer == decided.seconds + 7)
    }

    @Test func whereNoTermsAreAskedThereIsNoReceipt() async throws {
        let fixture = try fixture([.consent])
        let scanned = try await fixture.scan(fixture.start().frame.payload)
        let answer = try await fixture.confirm(
            scanned, ["terms": [["id": "notice", "version": "1"]]])
        #expect(answer.receipt == nil)
        let denied = try self.fixture([.terms([notice])])
        let other = try await denied.scan(denied.start().frame.payload)
        #expect(try await denied.confirm(other, act: "deny").receipt == nil)
    }

    // MARK: Credentials

    private let card: JSONObject = [
        "credential": "card-7", "scopes": ["credential"],
        "credential_details": ["kind": "own", "type": "card", "status": "valid"],
    ]

    @Test func theCredentialIsToldByItsScopeOnly() async throws {
        let fixture = try fixture([.credential, .consent])
        for (scopes, isTold) in [(["credential"], true), (["profile"], false)]
            as [(JSONValue, Bool)]
        {
            let login = try await fixture.start { $0.scope = "openid profile credential" }
            var members = JSONObject(card.members.filter { $0.key != "scopes" })
            members.append("scopes", scopes)
            try await fixture.approve(login, members)
            let info = try await fixture.redeem(login).userInfo
            #expect(info["credential"] == (isTold ? "card-7" : nil))
            #expect(
                info["credential_details"] == (isTold ? ["kind": "own", "type": "card"] : nil))
        }
    }

    @Test(
        arguments: [
            (["status": "revoked"], "revoked"), (["status": "expired"], "expired"),
            (["expires_at": "2001-09-09T01:46:40Z"], "expired"),
        ] as [(JSONValue, String)])
    func anotherCredentialMayBeChosen(details: JSONValue, fault: String) async throws {
        let fixture = try fixture([.credential])
        let login = try await fixture.start()
        let scanned = try await fixture.scan(login.frame.payload)
        for _ in 0..<2 {
            await expectRefusal(
                "credentialUnusable(LoginFlow.CredentialFault.\(fault))"
            ) {
                try await fixture.confirm(
                    scanned, ["credential": "card-7", "credential_details": details])
            }
        }
        #expect(try await fixture.view(login).status == .scanned)
        let answer = try await fixture.confirm(scanned, ["credential": "card-8"])
        #expect(answer.status == .approved)
    }

    /// They were chosen for one login; the browser's sign-in answers the next one.
    @Test func nothingThatWasChosenForOneLoginComesWithTheNext() async throws {
        let fixture = try fixture([.consent], singleSignOn: 3_600)
        let first = try await fixture.start(isHosted: true) { $0.scope = "openid credential" }
        var members = card
        members.append("acting_for", "org-1")
        try await fixture.approve(first, members)
        let cookie = try await fixture.broker.signInToken(
            for: fixture.view(first), first.pollToken)
        let told = try await fixture.redeem(first).userInfo
        #expect(told["credential"] == "card-7" && told["acting_for"] == "org-1")
        let second = try await fixture.start(isHosted: true) {
            $0.scope = "openid credential"
            $0.browser = cookie
        }
        #expect(second.view.status == .approved)
        let (token, info, _) = try await fixture.redeem(second)
        for name in ["credential", "credential_details", "acting_for", "organisation"] {
            #expect(token[name] == nil && info[name] == nil, "\(name)")
        }
    }

    @Test func anEmptyNameIsNoCredential() async throws {
        let fixture = try fixture([.credential])
        let scanned = try await fixture.scan(fixture.start().frame.payload)
        await expectRefusal("invalidRequest(parameter: \"credential\")") {
            try await fixture.confirm(scanned, ["credential": ""])
        }
    }

    /// Grants live for weeks, longer than a version of the program.
    @Test func aGrantOfTheFormerFormMeansWhatItMeant() throws {
        for (amr, level) in [([], 1), (["swk"], 2), (["swk", "face", "mfa"], 3)]
            as [(JSONValue, Int)]
        {
            let facts = try #require(
                GrantFacts(json: [
                    "sub": "s", "userinfo": [:], "id_token": [:], "amr": amr,
                    "at": .integer(decided.milliseconds), "sid": "sid",
                ]))
            #expect(facts.level == level)
            #expect(facts.circumstances.members.isEmpty && facts.template == nil)
            #expect(GrantFacts(json: facts.json)?.level == level)
        }
    }

    // MARK: Purposes

    @Test(arguments: [Purpose.login, .register, .faceCheck])
    func whatIsNoLoginSaysSoAndSignsNobodyIn(purpose: Purpose) async throws {
        let fixture = try fixture([.consent])
        let subject = fixture.broker.subject(
            wallet: "one", sub: "zhang-wei", for: fixture.party)
        let login = try await fixture.start(isHosted: true) {
            $0.purpose = purpose.rawValue
            if purpose == .faceCheck { $0.subject = subject }
        }
        #expect(login.display.purpose == purpose)
        try await fixture.approve(login)
        let cookie = try await fixture.broker.signInToken(
            for: fixture.view(login), login.pollToken)
        #expect((cookie != nil) == (purpose == .login))
        let token = try await fixture.redeem(login).idToken
        #expect(token["purpose"] == (purpose == .login ? nil : .string(purpose.rawValue)))
    }
}
