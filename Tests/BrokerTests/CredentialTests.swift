import LoginFlow
import SessionStore
import StrictJSON
import Testing

@testable import Broker

extension Statement {
    /// A decision with these members.
    static func saying(_ claims: JSONObject) -> Statement {
        let plain = Statement.of(.wallet)
        return Statement(
            text: plain.text, key: plain.key, wallet: plain.wallet, sub: plain.sub,
            deviceID: plain.deviceID, act: "confirm",
            claims: claims, signer: .wallet, person: plain.person, device: plain.device,
            used: plain.used)
    }
}

@Suite("What a wallet says of a credential") struct CredentialTests {
    private func credential(_ details: JSONValue) throws(BrokerRefusal) -> Credential {
        try Credential(.saying(["credential_details": details]), at: decided)
    }

    @Test func whereNothingIsSaidNothingIsWrong() throws {
        let credential = try Credential(.saying([:]), at: decided)
        #expect(credential.kind == nil && credential.type == nil && credential.fault == nil)
        #expect(credential.json == nil)
        #expect(try self.credential([:]).fault == nil)
        let empty = try self.credential(["kind": .null, "status": .null, "expires_at": .null])
        #expect(empty.json == nil && empty.fault == nil)
    }

    @Test(
        arguments: [
            ("valid", nil), ("revoked", .revoked), ("expired", .expired),
        ] as [(String, CredentialFault?)])
    func theStatusCounts(status: String, fault: CredentialFault?) throws {
        #expect(try credential(["status": .string(status)]).fault == fault)
    }

    /// `decided` is 2001-09-09T01:46:40Z.
    @Test(
        arguments: [
            ("2001-09-09T01:46:41Z", nil), ("2001-09-09T01:46:40Z", .expired),
            ("2001-09-09T01:46:39Z", .expired), ("2001-09-09T09:46:41+08:00", nil),
            ("2001-09-09T09:46:40+08:00", .expired), ("1970-01-01T00:00:00Z", .expired),
            ("9999-12-31T23:59:59Z", nil), ("2001-09-09T01:46:41.000Z", nil),
            ("2001-09-09T01:46:40.999Z", .expired),
        ] as [(String, CredentialFault?)])
    func aCredentialRunsOutAtItsSecond(end: String, fault: CredentialFault?) throws {
        #expect(try credential(["expires_at": .string(end)]).fault == fault)
        let both: JSONValue = ["expires_at": .string(end), "status": "valid"]
        #expect(try credential(both).fault == fault, "the wallet may be behind the clock")
        let revoked: JSONValue = ["expires_at": .string(end), "status": "revoked"]
        #expect(try credential(revoked).fault == .revoked)
    }

    @Test(
        arguments: [
            "card", [], 7, ["kind": "borrowed"], ["kind": 1], ["type": 1],
            ["type": "a\nb"], ["type": "a\u{202E}b"], ["type": "\u{0}"], ["status": "good"],
            ["status": true], ["expires_at": 7], ["expires_at": "soon"],
            ["expires_at": "2001-09-09"], ["expires_at": ""],
            ["expires_at": "2001-09-09T01:46:40"],
        ] as [JSONValue])
    func whatIsNotUnderstoodIsRefused(details: JSONValue) async {
        await expectRefusal("invalidRequest(parameter: \"credential_details\")") {
            try credential(details)
        }
    }

    @Test(arguments: [(64, true), (65, false)])
    func typesHaveALength(count: Int, isGood: Bool) {
        let type = String(repeating: "证", count: count)
        #expect(((try? credential(["type": .string(type)])) != nil) == isGood)
    }

    @Test func thePortalIsToldKindAndTypeOnly() throws {
        let credential = try credential([
            "kind": "delegated", "type": "social security card", "status": "valid",
            "expires_at": "9999-12-31T23:59:59Z", "number": "4711",
        ])
        #expect(credential.json == ["kind": "delegated", "type": "social security card"])
        #expect(Credential(json: credential.json).json == credential.json)
    }
}

@Suite("For whom a person acts") struct OrganisationTests {
    private func decision(_ members: JSONObject) throws(BrokerRefusal) -> Decision {
        var claims: JSONObject = ["challenge": "x"]
        for member in members.members { claims.append(member.key, member.value) }
        return try Decision(.saying(claims), at: decided)
    }

    @Test func aPersonActsForThemselfOrForOne() throws {
        let own = try decision(["for_self": true])
        #expect(own.isForSelf && own.organisation == nil)
        let other = try decision([
            "acting_for": "org-1", "organisation": ["name": "北京公司", "role": "accountant"],
        ])
        #expect(!other.isForSelf)
        #expect(
            other.organisation?.json
                == ["id": "org-1", "name": "北京公司", "role": "accountant"])
        #expect(try decision(["acting_for": "org-1"]).organisation?.json == ["id": "org-1"])
        #expect(try decision([:]).organisation == nil)
        #expect(try !decision(["for_self": false]).isForSelf)
        #expect(
            try decision(["acting_for": "org-1", "for_self": false]).organisation != nil)
    }

    @Test(
        arguments: [
            ("for_self", ["for_self": true, "acting_for": "org-1"]), ("for_self", ["for_self": 1]),
            ("for_self", ["for_self": "true"]), ("acting_for", ["acting_for": 1]),
            ("acting_for", ["acting_for": ""]),
            ("acting_for", ["acting_for": "org\n1"]),
            ("organisation", ["acting_for": "org-1", "organisation": "Company"]),
            ("organisation", ["acting_for": "org-1", "organisation": ["name": 1]]),
        ] as [(String, JSONObject)])
    func whatIsNotUnderstoodIsRefused(parameter: String, members: JSONObject) async {
        await expectRefusal("invalidRequest(parameter: \"\(parameter)\")") {
            try decision(members)
        }
    }

    /// They stand on the portal's page beside its own words.
    @Test(
        arguments: ["name", "role"],
        ["a\u{0}b", "a\nb", "a\u{202E}b", "a\u{200B}b", "a\u{2028}b", "\u{FEFF}", "a\u{7F}"])
    func textsThatReachOverOthersAreRefused(member: String, text: String) async {
        await expectRefusal("invalidRequest(parameter: \"organisation\")") {
            try decision([
                "acting_for": "org-1",
                "organisation": .object(JSONObject([.init(key: member, value: .string(text))])),
            ])
        }
    }

    @Test(arguments: [(255, true), (256, false)])
    func namesHaveALength(count: Int, isGood: Bool) {
        let text = JSONValue.string(String(repeating: "a", count: count))
        #expect(((try? decision(["acting_for": text])) != nil) == isGood)
        let named: JSONObject = ["acting_for": "org-1", "organisation": ["name": text]]
        #expect(((try? decision(named)) != nil) == isGood)
    }
}
