import Base64URL
import LoginFlow
import StrictJSON
import Tokens

@testable import Broker

extension FuzzTarget {
    private static let jwsWords = [
        ".", "..", "=", "eyJhbGciOiJub25lIn0", "eyJhbGciOiJIUzI1NiJ9", "e30", "bnVsbA", "AAAA",
    ]

    /// Signed texts as such, and what a key says of them.
    static let jws = FuzzTarget(
        "jws", [SignedTexts.scan, SignedTexts.confirm, SignedTexts.deny], words: jwsWords
    ) { input in
        guard let input = text(input) else { return .refused }
        do {
            let jws = try CompactJWS(parsing: input)
            try demand(input.utf8.count <= CompactJWS.maximumLength, "no longer than the limit")
            let parts = input.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
            for (part, object) in zip(parts, [jws.header, jws.unverifiedPayload]) {
                let bytes = Base64URL.decode(Substring(part)) ?? []
                try demand(try JSONValue(parsing: bytes) == .object(object), "what stands there")
            }
            let isSigned = SignedFixture.isSigned(
                input, as: [SignedTexts.scan, SignedTexts.confirm, SignedTexts.deny])
            let found = jws.payload(verifiedBy: SignedFixture.walletKey.publicKey)
            try demand(found == nil || isSigned, "only what was signed has a payload")
            try demand(found == nil || found == jws.unverifiedPayload, "and it is that one")
            try demand(
                jws.payload(verifiedBy: SignedFixture.deviceKey.publicKey) == nil,
                "nobody else's key")
            return .taken
        } catch JWSFailure.tooLong {
            try demand(input.utf8.count > CompactJWS.maximumLength, "it is too long")
            return .refused
        } catch JWSFailure.malformed {
            return .refused
        }
    }

    /// What a wallet says.
    static let statement = FuzzTarget(
        "statement", statements, words: jwsWords
    ) { input in
        guard let input = text(input) else { return .refused }
        let broker = SignedFixture.shared.broker
        do {
            let statement = try await broker.verify(input, acts: [.scan, .confirm, .deny])
            try demand(SignedFixture.isSigned(input, as: statements), "only what the wallet signed")
            try demand(
                statement.sub == "zhang-wei" && statement.deviceID == "phone", "about whom it was")
            try demand(same(statement.text, input), "as it came")
            return .taken
        } catch BrokerRefusal.invalidAssertion {
            return .refused
        }
    }

    private static let statements = [SignedTexts.scan, SignedTexts.confirm, SignedTexts.deny]

    /// The members of a statement that somebody has signed, whatever they are.
    static let members = FuzzTarget(
        "members",
        [
            #"{"sid":"AAAAAAAAAAAAAAAAAAAAAA","acting_for":"org","organisation":{"name":"组织","role":"r"}}"#,
            #"{"credential_details":{"kind":"own","type":"id","status":"valid","expires_at":"2030-01-01T00:00:00Z"}}"#,
            #"{"scopes":["profile","email"],"reason":"not_me","number":"07"}"#,
            #"{"credential_details":{"type":"\#(String(repeating: "x", count: 64))"}}"#,
            #"{"acting_for":"\#(String(repeating: "x", count: 255))"}"#,
        ],
        words: [
            #""expires_at":"#, #""kind":"delegated""#, #""acting_for":"#, "-9999-12-31T23:59:60Z",
            "9999999-01-01",
            #""organisation":"#, "2024-02-30T25:61:61+99:99", "T", "Z", ".999999999999",
        ]
    ) { input in
        guard let members = try? JSONValue(parsing: input).object else { return .refused }
        var statement = try await SignedFixture.shared.broker.verify(
            SignedTexts.scan, acts: [.scan])
        statement = statement.saying(members)
        do {
            let organisation = try Organisation(statement)
            let credential = try Credential(statement, at: SignedFixture.now)
            for text in [organisation?.id, organisation?.name, organisation?.role] {
                try demand((text?.utf8.count ?? 0) <= 255 * 4, "no longer than the limit")
            }
            try demand(
                organisation.map { Organisation(json: $0.json) == $0 } ?? true, "kept as it is")
            try demand(
                (credential.type?.unicodeScalars.count ?? 0) <= 64, "no longer than the limit")
            let kept = Credential(json: credential.json)
            try demand(
                kept.type == credential.type && kept.kind == credential.kind, "kept as it is")
            let scopes = try statement.optionalTexts("scopes", limit: 20)
            try demand((scopes?.count ?? 0) <= 20, "no more than the limit")
            return .taken
        } catch BrokerRefusal.invalidRequest {
            return .refused
        }
    }

    /// How a portal with keys says who it is. A text counts once, so nothing is taken but what is new.
    static let clientAssertion = FuzzTarget(
        "client-assertion", [SignedTexts.client, SignedTexts.otherClient], words: jwsWords,
        verdicts: [.refused]
    ) { input in
        guard let input = text(input) else { return .refused }
        let proof = ClientProof.assertion(clientID: nil, jwt: input)
        let isSigned = SignedFixture.isSigned(
            input, as: [SignedTexts.client, SignedTexts.otherClient])
        do {
            let party = try await SignedFixture.shared.broker.client(
                proof, path: "/token", address: "203.0.113.7")
            try demand(isSigned && party.id == "portal", "only what the portal signed")
            return .taken
        } catch BrokerRefusal.invalidClient {
            // It may have been used before.
            return isSigned ? .taken : .refused
        }
    }

    /// Proofs of possession (RFC 9449): whoever brings a key may sign with it, so what counts is what is
    /// under the signature.
    static let proof = FuzzTarget(
        "proof", [SignedTexts.proof, SignedTexts.otherProof], words: jwsWords, verdicts: [.refused]
    ) { input in
        guard let input = text(input) else { return .refused }
        let isSigned = SignedFixture.isSigned(
            input, as: [SignedTexts.proof, SignedTexts.otherProof])
        do {
            let thumbprint = try await SignedFixture.shared.broker.verifyPossession(
                input, method: "POST", path: "/token")
            try demand(isSigned, "only what was signed")
            try demand(
                thumbprint == SignedFixture.deviceKey.publicKey.thumbprint, "the key it came with")
            return .taken
        } catch BrokerRefusal.oauth(.invalidDPoPProof) {
            return isSigned ? .taken : .refused
        }
    }
}

extension Statement {
    /// The same, with these members.
    fileprivate func saying(_ members: JSONObject) -> Statement {
        Statement(
            text: text, key: key, wallet: wallet, sub: sub, deviceID: deviceID, act: act,
            claims: members,
            signer: signer, person: person, device: device, used: used)
    }
}
