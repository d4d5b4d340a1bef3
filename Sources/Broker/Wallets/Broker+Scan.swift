import Base64URL
import LoginFlow
import RateLimiting
import Secrets
package import SessionStore
import StrictJSON

/// The answer to a scan, in the words of the contract.
package struct ScanAnswer: Sendable {
    package let record: SessionRecord
    package let challenge: String
    package let expiresIn: Int?
    package let relyingParty: RelyingParty
    package let requester: Requester
    package let around: Surroundings
    package let isNewBrowser: Bool
    /// Whether the app was opened from the page on the same device.
    package let isSameDevice: Bool
    package let verification: Verification?

    /// Why the phone is asked for more than usual.
    package struct Verification: Sendable, Hashable {
        /// The level that is needed here.
        package let level: Int
        /// The level that the person has.
        package let held: Int
    }
}

extension Broker {
    /// A phone claims the login session of a code, or hears who is asking once more.
    package func scan(
        _ assertion: String, address: String
    ) async throws(BrokerRefusal) -> ScanAnswer {
        let statement = try await verify(assertion, acts: [.scan], address: address)
        if statement.isSignedByWallet && !statement.wallet.signsDecisions {
            try await refuse(statement, .deviceKeyRequired)
        }
        try requireSome(limits.unknownCodePerSubject, statement.person)
        do throws(BrokerRefusal) {
            return try await scan(statement, address)
        } catch {
            if case .unknownCode = error { count(limits.unknownCodePerSubject, statement.person) }
            throw error
        }
    }

    private func scan(
        _ statement: Statement, _ address: String
    ) async throws(BrokerRefusal) -> ScanAnswer {
        let code = try await scannedCode(statement)
        let outcome = try await once { () async throws(StoreFailure) in
            try await store.change(code.key, by: [statement.used]) { change in
                try self.scan(&change, statement, code, address)
            }
        }
        return try outcome.get()
    }

    /// What was scanned or typed, and what it is looked up by.
    struct ScannedCode: Sendable {
        var key: SessionKey
        /// `nil` for a typed code.
        var frame: Frame?
        /// Found by its id, which only the person it is addressed to may use.
        var isAddressed = false
    }

    private func scannedCode(_ statement: Statement) async throws(BrokerRefusal) -> ScannedCode {
        if let payload = statement.claims["qr"]?.string {
            guard let frame = Frame(payload: payload, issuer: settings.issuer),
                frame.isAuthentic(keys)
            else { try await refuse(statement, .unknownCode) }
            return ScannedCode(key: .scanToken(Digest(of: frame.token)), frame: frame)
        }
        if statement.claims["request"] != nil { return try await addressedRequest(statement) }
        guard statement.claims["qr"] == nil, let typed = statement.claims["user_code"]?.string
        else { try await refuse(statement, .invalidRequest(parameter: "qr")) }
        guard let code = UserCode(typed: typed)
        else { try await refuse(statement, .unknownCode) }
        return ScannedCode(key: .userCode(keys.digest(of: code)))
    }

    /// A request that the portal has addressed to this person, who needs no code to find it. That it
    /// is theirs is checked with the claim.
    private func addressedRequest(
        _ statement: Statement
    ) async throws(BrokerRefusal) -> ScannedCode {
        guard let text = statement.claims["request"]?.string
        else { try await refuse(statement, .invalidRequest(parameter: "request")) }
        guard let id = SessionID(text: text) else { try await refuse(statement, .unknownCode) }
        return ScannedCode(key: .id(id), isAddressed: true)
    }

    /// The decision, inside the transaction.
    private func scan(
        _ change: inout StoreChange, _ statement: Statement, _ code: ScannedCode,
        _ address: String
    ) throws -> Result<ScanAnswer, BrokerRefusal> {
        guard var record = change.record, !isForgotten(record, code, at: change.now),
            let party = parties[record.session.request.clientID],
            let requester = requester(of: record),
            code.isAddressed == (record.session.request.channel == .backchannel)
        else { return .failure(.unknownCode) }
        var age = FrameAge.fresh
        if let frame = code.frame { age = self.age(of: frame, record) }
        if age == .future { return .failure(.unknownCode) }
        // Where no browser asks there is none to know, and no network to compare.
        let isPage = record.session.request.channel != .backchannel
        let isNew =
            try isPage
            && !change.isKnown(browser: requester.browserMark, of: statement.person)
        let around = surroundings(page: isPage ? requester.address : nil, phone: address)
        let request = record.session.request
        let subject = keys.mark(
            ofSubject: subject(wallet: statement.wallet.id, sub: statement.sub, for: party))
        // To anyone but the person it is addressed to, it does not exist.
        if code.isAddressed && request.expectedSubject != subject {
            return .failure(.unknownCode)
        }
        let purpose = party.policies[request.purpose]?.policy(for: statement.wallet.id)
        let held = try change.heldLevel(of: statement.person)
        let asked = purpose ?? record.session.policy
        let policy = effectivePolicy(asked, request, scannedBy: statement, held: held)
        var attempt = ScanAttempt(
            claim: statement.claim, policy: policy ?? asked, subject: subject,
            isFresh: age == .fresh,
            risk: .allow)
        // A stale code, or one that is taken, is refused for that, and is no scan that counts.
        if record.session.claim == nil && age == .fresh {
            attempt.risk = risk(
                of: statement, code, by: request.channel, around, isNewBrowser: isNew)
        }
        if attempt.policy.needsAttestedFace && !statement.wallet.attests.contains(.face) {
            attempt.risk.remove(.askFace)
        }
        attempt.isSameDevice = code.frame?.kind == .sameDevice
        do throws(Refusal) {
            try record.session.scan(attempt, at: change.now)
        } catch {
            change.record = record
            return .failure(refusal(error, of: statement))
        }
        // After what the login itself says: a second phone is told that it is the second.
        if policy == nil { return .failure(.deviceKeyRequired) }
        change.record = record
        guard let claim = record.session.claim else { return .failure(.unknownCode) }
        return .success(
            ScanAnswer(
                record: record.settled,
                challenge: Base64URL.encode(keys.challenge(for: record.id, claim: claim).bytes),
                expiresIn: record.session.state.deadline.map {
                    change.now.wholeSeconds(until: $0)
                }, relyingParty: party, requester: requester, around: around,
                isNewBrowser: isNew,
                isSameDevice: record.session.policy.requiredActions.contains(.returnToPage),
                verification: verification(
                    asked, record.session, scannedBy: statement, held: held)))
    }

    /// A typed code is short and soon drawn again, so it is remembered for the promised time only.
    private func isForgotten(
        _ record: SessionRecord, _ code: ScannedCode, at now: Moment
    ) -> Bool {
        guard code.frame == nil, !code.isAddressed, let ended = record.session.endedAt else {
            return false
        }
        return now >= ended + Self.typedCodeMemory
    }

    /// How long a typed code of a login that is over still answers so (PROTOCOL section 2).
    private static var typedCodeMemory: Seconds { 300 }

    /// A person who is to be left in peace hears for how long.
    private func refusal(_ refusal: Refusal, of statement: Statement) -> BrokerRefusal {
        if refusal == .riskBlocked, let standing = failures(of: .person(statement.person)),
            standing.remaining == 0
        {
            return .coolingDown(standing)
        }
        return BrokerRefusal(refusal)
    }
}
