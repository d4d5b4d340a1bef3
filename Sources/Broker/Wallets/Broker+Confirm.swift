import Base64URL
import LoginFlow
import Secrets
import SessionStore
import StrictJSON

extension Broker {
    /// The person says yes or no on the phone.
    package func confirm(
        _ assertion: String, address: String
    ) async throws(BrokerRefusal) -> DecisionAnswer {
        let statement = try await verify(assertion, acts: [.confirm, .deny], address: address)
        if statement.isSignedByWallet && !statement.wallet.signsDecisions {
            try await refuse(statement, .deviceKeyRequired)
        }
        let (id, decision) = try await members(of: statement) { () throws(BrokerRefusal) in
            (try statement.sessionID(), try Decision(statement, at: clock.now()))
        }
        let evidence = try evidence(statement, of: id)
        guard let word = try await attestation(decision, statement, id) else {
            let outcome = try await once { () async throws(StoreFailure) in
                try await store.change(.id(id), by: [statement.used]) { change in
                    change.evidence = evidence
                    return try self.decide(&change, statement, decision, nil)
                }
            }
            return try outcome.get()
        }
        let attested = Attested(word)
        let outcome = try await once { () async throws(StoreFailure) in
            try await store.change(.id(id), by: [statement.used, word.used]) { change in
                change.evidence = evidence
                return try self.decide(&change, statement, decision, attested)
            }
        }
        return try outcome.get()
    }

    /// What the wallet itself vouches for, in a statement of its own inside the decision.
    private func attestation(
        _ decision: Decision, _ statement: Statement, _ id: SessionID
    ) async throws(BrokerRefusal) -> Statement? {
        guard let text = decision.attestation else { return nil }
        guard let word = try await attestation(text), word.isSignedByWallet,
            word.device == statement.device, word.claims["sid"]?.string == id.text,
            word.claims["challenge"]?.string == decision.challenge
        else { try await refuse(statement, .invalidAssertion) }
        return word
    }

    private func attestation(_ text: String) async throws(BrokerRefusal) -> Statement? {
        do throws(BrokerRefusal) {
            return try await verify(text, acts: [.attest])
        } catch .invalidAssertion {
            return nil
        }
    }

    /// The decision, inside the transaction.
    private func decide(
        _ change: inout StoreChange, _ statement: Statement, _ decision: Decision,
        _ word: Attested?
    ) throws -> Result<DecisionAnswer, BrokerRefusal> {
        guard var record = change.record, let claim = record.session.claim,
            claim.isSame(as: statement.claim)
        else { return .failure(.notFound) }
        let challenge = Base64URL.encode(keys.challenge(for: record.id, claim: claim).bytes)
        guard decision.challenge == challenge else { return .failure(.wrongChallenge) }
        let before = record.session.state
        let outcome = Result { () throws(Refusal) in
            try self.apply(decision, statement, word, to: &record.session, at: change.now)
        }
        if case .success(true) = outcome {
            record.person = try sealed(decision, statement, word, record, change)
            guard reachesItsLevel(record) else { return .failure(.notAttested) }
            keepLevels(of: record, &change)
            rememberBrowser(of: record, person: statement.person, &change)
        }
        if record.session.state != before && record.session.state.status != .expired {
            try noteUse(by: statement, of: record, &change)
        }
        change.record = record
        countFailure(record, after: before)
        return outcome.map { _ in answer(to: decision, record, change.now) }
            .mapError { BrokerRefusal($0) }
    }

    /// Whether what was given comes to the level that is wanted here, the face still to be checked
    /// taken for passed: an ask that was added for the level may be met by what nobody vouches for.
    private func reachesItsLevel(_ record: SessionRecord) -> Bool {
        guard let approval = approval(of: record) else { return false }
        var evidence = evidence(record.session, approval)
        if record.session.policy.asksFace { evidence.insert(.face) }
        let wanted = wantedLevel(record.session.policy, record.session.request)
        return max(settings.levels.level(of: evidence), approval.heldLevel) >= wanted
    }

    /// - Returns: whether this call made it a yes.
    private func apply(
        _ decision: Decision, _ statement: Statement, _ word: Attested?,
        to session: inout LoginSession, at now: Moment
    ) throws(Refusal) -> Bool {
        switch decision.verdict {
        case .deny(let reason):
            try session.deny(by: statement.claim, reason: reason, at: now)
            return false
        case .confirm:
            let before = session.state.status
            let answers = answers(decision, statement, word, session)
            try session.confirm(by: statement.claim, answers: answers, at: now)
            return before == .scanned
        }
    }

    private func answers(
        _ decision: Decision, _ statement: Statement, _ word: Attested?,
        _ session: LoginSession
    ) -> Answers {
        var answers = Answers()
        if let number = decision.number, let claim = session.claim {
            let right = keys.matchNumber(for: session.id, claim: claim)
            answers.number = number == right ? .right : .wrong
        }
        let voucher = Voucher(statement, word)
        if decision.amr.contains("pin") || word?.hasPin == true {
            answers.pin = voucher.vouches(for: .pin, byWord: word?.hasPin == true)
        }
        if let portrait = decision.portrait {
            answers.portrait = voucher.vouches(for: .face, byWord: word?.portrait == portrait)
        }
        if decision.isForSelf { answers.organisation = .attested }
        if decision.organisation != nil { answers.organisation = vouching(decision, voucher) }
        answers.credential = decision.credential
        answers.credentialFault = decision.credentialDetails.fault
        answers.scopes = decision.scopes
        answers.terms = decision.terms
        return answers
    }

    private func sealed(
        _ decision: Decision, _ statement: Statement, _ word: Attested?,
        _ record: SessionRecord, _ change: StoreChange
    ) throws -> [UInt8] {
        let scopes = record.session.granted(decision.scopes)
        let hasPin = answers(decision, statement, word, record.session).pin == .attested
        var amr = statement.isSignedByWallet ? [] : ["swk"]
        if hasPin { amr.append("pin") }
        var approval = Approval(
            statement, decision, scopes: scopes, amr: amr, at: change.now,
            keepsClaims: settings.keepsClaims)
        keepVouchedFor(decision, Voucher(statement, word), record.session.policy, &approval)
        approval.heldLevel = try change.heldLevel(of: statement.person)
        return try seal(approval, for: record.id)
    }

    private func vouching(_ decision: Decision, _ voucher: Voucher) -> Answers.Attested {
        voucher.vouches(
            for: .organisation, byWord: voucher.word?.actingFor == decision.organisation?.id)
    }

    /// What counts only where it was asked, and only from whoever may say it.
    private func keepVouchedFor(
        _ decision: Decision, _ voucher: Voucher, _ policy: Policy, _ approval: inout Approval
    ) {
        if policy.needsPortrait { approval.portrait = decision.portrait }
        let credential = voucher.vouches(
            for: .credential, byWord: voucher.word?.credential == decision.credential)
        approval.hasCredential =
            policy.asks.contains(.credential) && decision.credential != nil
            && credential == .attested
        if vouching(decision, voucher) != .attested { approval.organisation = nil }
    }

    /// With what the person has accepted, so that the phone can keep it.
    private func answer(
        to decision: Decision, _ record: SessionRecord, _ now: Moment
    ) -> DecisionAnswer {
        var answer = answer(of: record.session, now: now)
        guard case .confirm = decision.verdict, let approval = approval(of: record)
        else { return answer }
        answer.receipt = receipt(record.session, approval)
        return answer
    }

    /// The next time this person logs in from here, the phone need not call the browser new.
    private func rememberBrowser(
        of record: SessionRecord, person: Digest, _ change: inout StoreChange
    ) {
        guard record.session.request.channel == .page, let mark = requester(of: record)?.browserMark
        else { return }
        change.effects.append(.rememberBrowser(person: person, browser: mark))
    }
}
