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
        let step = try await once { () async throws(StoreFailure) in
            try await store.change(.id(submission.session), by: [statement.used]) { change in
                self.take(submission, statement, &change)
            }
        }
        switch step {
        case .answered(let answer): return try answer.get()
        case .order(let order, let provider, let evidence):
            // Only now, that the statement is used up: a provider's work must not be had twice.
            let progress = await provider.submit(evidence, for: order, at: clock.now())
            return try await take(progress, for: order).get()
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
    ) -> FaceStep {
        guard var record = change.record, let claim = record.session.claim,
            claim.isSpokenFor(by: statement.claim)
        else { return .answered(.failure(.notFound)) }
        record.session.expireIfDue(at: change.now)
        change.record = record
        let session = record.session
        guard session.state.status != .scanned && session.state.status != .confirmed
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
            pictures: submission.pictures)
        let order = FaceOrder(
            session: session.id, number: number, reference: submission.checkID)
        guard let progress = provider.judgeAtOnce(evidence)
        else { return .order(order, provider, evidence) }
        return .answered(apply(progress, order, &change))
    }

    /// The verdict of a provider that was asked.
    private func take(
        _ progress: FaceProgress, for order: FaceOrder
    ) async throws(BrokerRefusal) -> Result<DecisionAnswer, BrokerRefusal> {
        try await stored { () async throws(StoreFailure) in
            try await store.change(.id(order.session)) { change in
                self.apply(progress, order, &change)
            }
        }
    }

    /// Lets what a provider says take effect on the check it was asked about.
    private func apply(
        _ progress: FaceProgress, _ order: FaceOrder, _ change: inout StoreChange
    ) -> Result<DecisionAnswer, BrokerRefusal> {
        guard var record = change.record else { return .failure(.notFound) }
        var outcome = Result<Void, BrokerRefusal>.success(())
        switch progress {
        case .notYet, .visit: break
        case .notAttested: outcome = .failure(.notAttested)
        case .wrongEvidence: outcome = .failure(.invalidRequest(parameter: "result"))
        case .verdict(let verdict):
            outcome = take(verdict, order, &record, change.now)
        case .recognised:
            outcome = take(.pass, order, &record, change.now)
        }
        change.record = record
        return outcome.map { answer(of: record.session, check: order.number, change.now) }
    }

    private func take(
        _ verdict: FaceVerdict, _ order: FaceOrder, _ record: inout SessionRecord, _ now: Moment
    ) -> Result<Void, BrokerRefusal> {
        Result { () throws(Refusal) in
            try record.session.takeFaceVerdict(
                verdict, check: order.number, isAttested: true, at: now)
        }.mapError { BrokerRefusal($0) }
    }

    private func answer(
        of session: LoginSession, check number: Int, _ now: Moment
    ) -> DecisionAnswer {
        var answer = answer(of: session, now: now)
        if number <= session.faceVerdicts.count {
            answer.faceReason = session.faceVerdicts[number - 1].reason
        }
        return answer
    }

    /// Takes the verdicts of providers that needed longer. A loop of the server calls it. One that
    /// comes too late for its login session changes nothing.
    package func collectFaceVerdicts() async throws(BrokerRefusal) {
        for provider in faceProviders.values {
            for (order, progress) in await provider.poll(at: clock.now()) {
                _ = try await take(progress, for: order)
                await provider.settle(order)
            }
        }
    }
}
