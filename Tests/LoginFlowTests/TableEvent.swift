import LoginFlow

/// The columns of the transition tables, in their order.
enum TableEvent: String, CaseIterable {
    case scan, scanOther, yes, yesFace
    case yesWrongNumber, yesOther, no, noOther
    case pass, fail, lastFail, error, lastError
    case unattested, future, usedPass, usedFail
    case cancel, replace, deadline, switchOff
    case signOn, signOnOther
    case yesHere, passHere, comeBack
    case redeem, otherClient, wrongProof, fifthWrongProof

    /// A second after every sample began; all their deadlines are later.
    static let now = after(1_000)

    /// The login session that the event meets.
    func session(in state: LoginState) -> LoginSession {
        var claim: Claim? = .phone
        if state.status == .waiting || state == .expired(.unscanned) { claim = nil }
        if self == .yesWrongNumber { claim?.asksNumber = true }
        return .stored(
            state, policy: policy, claim: claim, faceVerdicts: faceVerdicts,
            wrongRedemptions: self == .fifthWrongProof ? 4 : 0)
    }

    private var policy: Policy {
        switch self {
        case .yesFace, .fail, .error, .lastError: .withFace
        case .lastFail: .withFace.with { $0.face.tries = 1 }
        case .yesHere, .passHere, .comeBack: .returning
        default: .plain
        }
    }

    private var faceVerdicts: [FaceVerdict] {
        switch self {
        case .lastError: [.error, .error, .error, .error]
        case .usedPass, .usedFail: [.fail(.blurred)]
        default: []
        }
    }

    func happen(to session: inout LoginSession) throws(Refusal) {
        let now = Self.now
        switch self {
        case .scan: try session.scan(.by(.phone), at: now)
        case .scanOther: try session.scan(.by(.otherPhone), at: now)
        case .yes, .yesFace, .yesHere: try session.confirm(by: .phone, answers: .all, at: now)
        case .yesWrongNumber:
            try session.confirm(
                by: .phone, answers: .all.with { $0.number = .wrong }, at: now)
        case .yesOther: try session.confirm(by: .otherPhone, answers: .all, at: now)
        case .no: try session.deny(by: .phone, reason: .changedMind, at: now)
        case .noOther: try session.deny(by: .otherPhone, reason: .changedMind, at: now)
        case .pass, .passHere: try session.face(.pass)
        case .comeBack: try session.complete(.returnToPage, cause: .comeBack, at: now)
        case .fail, .lastFail: try session.face(.fail(.mismatch))
        case .error, .lastError: try session.face(.error)
        case .unattested: try session.face(.pass, isAttested: false)
        case .future: try session.face(.pass, check: 2)
        case .usedPass: try session.face(.pass, check: 1)
        case .usedFail: try session.face(.fail(.mismatch), check: 1)
        case .cancel: try session.cancel(at: now)
        case .replace: session.replace(at: now)
        case .signOn: try session.signOn(as: .phone, at: now)
        case .signOnOther: try session.signOn(as: .otherPhone, at: now)
        case .deadline: session.expireIfDue(at: session.state.deadline ?? after(.max / 2))
        case .switchOff: session.switchOff(at: now)
        case .redeem: try session.redeem(isRightClient: true, isRightProof: true, at: now)
        case .otherClient: try session.redeem(isRightClient: false, isRightProof: true, at: now)
        case .wrongProof, .fifthWrongProof:
            try session.redeem(isRightClient: true, isRightProof: false, at: now)
        }
    }
}

extension LoginSession {
    /// A face verdict for a check, or for the open one.
    mutating func face(
        _ verdict: FaceVerdict, check: Int? = nil, isAttested: Bool = true,
        at now: Moment = TableEvent.now
    ) throws(Refusal) {
        try takeFaceVerdict(
            verdict, check: check ?? faceCheckNumber, isAttested: isAttested, at: now)
    }
}

extension LoginState {
    /// One of each, by status and reason.
    static let samples: [String: LoginState] = {
        let until = after(60_000)
        let states: [LoginState] =
            [
                .waiting(until: until), .scanned(until: until), .confirmed(until: until),
                .faceChecking(until: until), .approved(until: until), .redeemed, .cancelled,
                .replaced,
            ] + DenyReason.allCases.map(LoginState.denied)
            + ExpiryReason.allCases.map(LoginState.expired)
            + FailureReason.allCases.map(LoginState.failed)
        let named = states.map { state in
            ([state.status.rawValue] + [state.reason].compactMap(\.self)).joined(separator: "/")
        }
        return Dictionary(uniqueKeysWithValues: zip(named, states))
    }()
}
