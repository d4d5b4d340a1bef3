import Crypto
import FaceCheck
import Foundation
import LoginFlow
import SessionStore

extension Broker {
    /// A phone reports a face result, or sends pictures to be judged.
    ///
    /// - Parameter pictures: sent beside the statement, which lists their digests.
    package func face(
        _ assertion: String, pictures: [[UInt8]], address: String
    ) async throws(BrokerRefusal) -> DecisionAnswer {
        let statement = try await verify(assertion, acts: [.face], address: address)
        let parts = Result { () throws(BrokerRefusal) in
            try FaceSubmission(statement, pictures: pictures)
        }
        guard case .success(let submission) = parts else {
            guard case .failure(let refusal) = parts else { throw .notFound }
            try await refuse(statement, refusal)
        }
        let progress = try await judge(submission, statement)
        let outcome = try await once { () async throws(StoreFailure) in
            try await store.change(.id(submission.session), by: statement.used) { change in
                self.take(progress, submission, statement, &change)
            }
        }
        return try outcome.get()
    }

    /// Asks the provider, but only about the open check of the claimant: anything else is answered
    /// by the rules, and must not cost a provider's work.
    private func judge(
        _ submission: FaceSubmission, _ statement: Statement
    ) async throws(BrokerRefusal) -> FaceProgress {
        let record = try await stored { () async throws(StoreFailure) in
            try await store.read(submission.session)
        }
        guard let session = record?.session, case .faceChecking = session.state,
            session.claim?.isSpokenFor(by: statement.claim) == true,
            submission.checkID == faceCheckID(session.id, session.faceCheckNumber),
            submission.challenge == faceChallenge(session.id, session.faceCheckNumber),
            let provider = faceProviders[session.policy.face.provider]
        else { return .notYet }
        let evidence = FaceEvidence(
            report: submission.report, isAttested: statement.attests(.face),
            pictures: submission.pictures)
        let order = FaceOrder(session: session.id, number: session.faceCheckNumber)
        return await provider.submit(evidence, for: order, at: clock.now())
    }

    /// The verdict, inside the transaction.
    private func take(
        _ progress: FaceProgress, _ submission: FaceSubmission, _ statement: Statement,
        _ change: inout StoreChange
    ) -> Result<DecisionAnswer, BrokerRefusal> {
        guard var record = change.record, let claim = record.session.claim,
            claim.isSpokenFor(by: statement.claim)
        else { return .failure(.notFound) }
        let session = record.session
        if session.state.status == .scanned || session.state.status == .confirmed {
            return .failure(.notNow)
        }
        let checks = 1...session.faceCheckNumber
        guard
            let number = checks.first(where: { faceCheckID(session.id, $0) == submission.checkID })
        else { return .failure(.notFound) }
        guard faceChallenge(session.id, number) == submission.challenge
        else { return .failure(.wrongChallenge) }
        let outcome = Result { () throws(BrokerRefusal) in
            try self.apply(progress, number, to: &record.session, at: change.now)
        }
        change.record = record
        return outcome.map {
            var answer = answer(of: record.session, now: change.now)
            let verdicts = record.session.faceVerdicts
            if number <= verdicts.count { answer.faceReason = verdicts[number - 1].reason }
            return answer
        }
    }

    private func apply(
        _ progress: FaceProgress, _ number: Int, to session: inout LoginSession, at now: Moment
    ) throws(BrokerRefusal) {
        if number < session.faceCheckNumber { return }
        session.expireIfDue(at: now)
        guard case .faceChecking = session.state else { throw .sessionOver }
        switch progress {
        case .notYet: return
        case .notAttested: throw .notAttested
        case .wrongEvidence: throw .invalidRequest(parameter: "result")
        case .verdict(let verdict):
            do throws(Refusal) {
                try session.takeFaceVerdict(
                    verdict, check: number, isAttested: true, at: now)
            } catch {
                throw BrokerRefusal(error)
            }
        }
    }

    /// Takes the verdicts of providers that needed longer. A loop of the server calls it.
    package func collectFaceVerdicts() async throws(BrokerRefusal) {
        for provider in faceProviders.values {
            for (order, verdict) in await provider.poll(at: clock.now()) {
                try await take(verdict, for: order)
            }
        }
    }

    /// A verdict that comes too late for its login session changes nothing.
    private func take(
        _ verdict: FaceVerdict, for order: FaceOrder
    ) async throws(BrokerRefusal) {
        _ = try await stored { () async throws(StoreFailure) in
            try await store.change(.id(order.session)) { change in
                guard var record = change.record else { return false }
                let outcome = Result { () throws(Refusal) in
                    try record.session.takeFaceVerdict(
                        verdict, check: order.number, isAttested: true, at: change.now)
                }
                change.record = record
                if case .success = outcome { return true } else { return false }
            }
        }
    }
}
