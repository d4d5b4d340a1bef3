import FaceCheck
import LoginFlow
import SessionStore

extension Broker {
    /// The verdict of a provider that was asked.
    func take(
        _ progress: FaceProgress, for order: FaceOrder
    ) async throws(BrokerRefusal) -> Result<DecisionAnswer, BrokerRefusal> {
        try await stored { () async throws(StoreFailure) in
            try await store.change(.id(order.session)) { change in
                try self.apply(progress, order, &change)
            }
        }
    }

    /// Lets what a provider says take effect on the check it was asked about; nothing, where the phone
    /// was removed meanwhile: a face that somebody shows to a lost phone lets nobody in, whoever judges it.
    func apply(
        _ progress: FaceProgress, _ order: FaceOrder, _ change: inout StoreChange
    ) throws -> Result<DecisionAnswer, BrokerRefusal> {
        guard var record = change.record else { return .failure(.notFound) }
        if let claim = record.session.claim, try change.isRevoked(claim) {
            return .failure(.invalidAssertion)
        }
        let before = record.session.state
        var outcome = Result<Void, BrokerRefusal>.success(())
        switch progress {
        case .notYet, .visit: break
        case .overloaded: outcome = .failure(.overloaded)
        case .notAttested: outcome = .failure(.notAttested)
        case .wrongEvidence: outcome = .failure(.invalidRequest(parameter: "result"))
        case .verdict(let verdict):
            outcome = take(verdict, order, &record, change.now)
        case .recognised(let template):
            outcome = take(.pass, order, &record, change.now)
            try keep(template, &record)
        }
        if change.record?.session.isApproved == false { keepLevels(of: record, &change) }
        change.record = record
        countFailure(record, after: before)
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

    /// Keeps what was made of the face where the person lets the portal compare a portrait with it.
    private func keep(_ template: [UInt8], _ record: inout SessionRecord) throws {
        guard var approval = approval(of: record), approval.template == nil,
            approval.scopes.contains(Self.portraitScope), record.session.isPassed
        else { return }
        approval.template = template
        record.person = try seal(approval, for: record.id)
    }

    func answer(
        of session: LoginSession, check number: Int, _ now: Moment
    ) -> DecisionAnswer {
        var answer = answer(of: session, now: now)
        if number <= session.faceVerdicts.count {
            answer.faceReason = session.faceVerdicts[number - 1].reason
        }
        return answer
    }
}
