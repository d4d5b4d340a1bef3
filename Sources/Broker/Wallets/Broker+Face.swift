import Crypto
import FaceCheck
import Foundation
import LoginFlow
import Secrets
import SessionStore
import StrictJSON

extension Broker {
    /// A phone reports a face result, or sends pictures to be judged.
    ///
    /// - Parameter pictures: sent beside the statement, which lists the digests of all but the portrait.
    package func face(
        _ assertion: String, _ pictures: FacePictures = .none, address: String
    ) async throws(BrokerRefusal) -> DecisionAnswer {
        let statement = try await verify(assertion, acts: [.face], address: address)
        if !pictures.pictures.isEmpty { try take(limits.capturesPerSubject, statement.person) }
        let submission = try await members(of: statement) { () throws(BrokerRefusal) in
            try FaceSubmission(statement, pictures)
        }
        // The phone's own word for a result; of pictures the verdict alone is kept.
        let evidence =
            submission.report == nil ? nil : try evidence(statement, of: submission.session)
        let step = try await once { () async throws(StoreFailure) in
            try await store.change(.id(submission.session), by: [statement.used]) { change in
                change.evidence = evidence
                return try self.take(submission, statement, &change)
            }
        }
        switch step {
        case .answered(let answer): return try answer.get()
        case .order(let order, let provider, let evidence):
            // Only now, that the statement is used up: a provider's work must not be had twice.
            let progress = await provider.submit(evidence, for: order, at: clock.now())
            var answer = try await take(progress, for: order).get()
            // Another check may have been opened meanwhile, which this address is not for.
            if case .visit(let url) = progress, answer.openFaceCheck?.checkID == order.reference {
                answer.openFaceCheck?.url = url
            }
            return answer
        }
    }

    /// What the transaction of a face statement came to.
    private enum FaceStep: Sendable {
        case answered(Result<DecisionAnswer, BrokerRefusal>)
        /// A provider must be asked, outside of the transaction.
        case order(FaceOrder, any FaceProvider, FaceEvidence)
    }

    /// Everything the rules say of a submission, inside the transaction.
    private func take(
        _ submission: FaceSubmission, _ statement: Statement, _ change: inout StoreChange
    ) throws -> FaceStep {
        guard var record = change.record, let claim = record.session.claim,
            claim.isSpokenFor(by: statement.claim)
        else { return .answered(.failure(.notFound)) }
        record.session.expireIfDue(at: change.now)
        change.record = record
        let session = record.session
        let hasBegun = session.state.status != .confirmed || !session.faceVerdicts.isEmpty
        guard session.state.status != .scanned && hasBegun
        else { return .answered(.failure(.notNow)) }
        let checks = 1...session.faceCheckNumber
        let number = checks.first { faceCheckID(session.id, $0) == submission.checkID }
        let isUsed = (number ?? .max) < session.faceCheckNumber
        if session.state.status.isTerminal && !isUsed { return .answered(.failure(.sessionOver)) }
        guard let number else { return .answered(.failure(.notFound)) }
        guard faceChallenge(session.id, number) == submission.challenge
        else { return .answered(.failure(.wrongChallenge)) }
        if isUsed { return .answered(.success(answer(of: session, check: number, change.now))) }
        guard let provider = faceProviders[session.policy.face.provider]
        else { return .answered(.failure(.unavailable("no such face provider"))) }
        let evidence = FaceEvidence(
            report: submission.report, isAttested: statement.attests(.face),
            pictures: submission.pictures, portrait: submission.portrait,
            actions: faceActions(session, number), begins: submission.begins,
            timeLeft: Seconds(change.now.wholeSeconds(until: session.state.deadline ?? change.now)))
        if provider.needsPortrait && !isRight(submission.portraitDigest, of: record) {
            return .answered(.failure(.captureMismatch))
        }
        let order = faceOrder(record, number)
        guard let progress = provider.judgeAtOnce(evidence)
        else { return .order(order, provider, evidence) }
        return .answered(try apply(progress, order, &change))
    }

    /// Whether a portrait is the one that the wallet vouched for when the person decided.
    private func isRight(_ portrait: PictureDigest?, of record: SessionRecord) -> Bool {
        guard let portrait, let wanted = approval(of: record)?.portrait else { return false }
        return portrait == PictureDigest(text: wanted)
    }

    func faceOrder(_ record: SessionRecord, _ number: Int) -> FaceOrder {
        let person = approval(of: record).map { keys.person(wallet: $0.wallet, sub: $0.sub) }
        return FaceOrder(
            session: record.id, number: number, reference: faceCheckID(record.id, number),
            subject: person.map { keys.mark(ofFace: $0) } ?? "")
    }
}
