import LoginFlow
import SeededGenerator

/// One step of a random walk, drawn so that rare paths are met too.
enum WalkEvent {
    case scan(ScanAttempt)
    case confirm(Claim, Answers)
    case deny(Claim, DenyReason)
    case face(FaceVerdict, check: Int, isAttested: Bool)
    case comeBack
    case cancel
    case replace
    case signOn(Claim)
    case redeem(isRightClient: Bool, isRightProof: Bool)
    case deadline

    /// Three phones; the second is the first with another key, the third is of a foreign wallet.
    private static let claims = [
        Claim.phone, Claim.phone, Claim.phone, Claim.phone, .otherPhone,
        Claim(wallet: "one", device: Digest(1), deviceKey: nil),
        Claim(wallet: "foreign", device: Digest(3), deviceKey: nil),
    ]

    static func random(
        for session: LoginSession, _ policy: Policy, using dice: inout SeededGenerator
    ) -> WalkEvent {
        let claim = claims.randomElement(using: &dice)!
        switch likely(session.state.status, using: &dice) {
        case 0..<5: return .scan(.random(by: claim, policy, using: &dice))
        case 5..<10: return .confirm(claim, .random(using: &dice))
        case 10: return .deny(claim, DenyReason.allCases.randomElement(using: &dice)!)
        case 11..<15: return .randomFace(session.faceCheckNumber, using: &dice)
        case 15: return oneIn(3, &dice) ? .cancel : .deadline
        case 16: return oneIn(3, &dice) ? .replace : .deadline
        case 17: return .signOn(claim)
        case 18: return .comeBack
        default:
            return .redeem(isRightClient: !oneIn(3, &dice), isRightProof: oneIn(3, &dice))
        }
    }

    /// A number for the kind of event. Half of them fit the state: a code is tried often enough to
    /// be lost, and a face judged often enough to be given up.
    private static func likely(_ status: Status, using dice: inout SeededGenerator) -> Int {
        switch status {
        case .approved where oneIn(2, &dice): 19
        case .faceChecking where oneIn(2, &dice): 11
        case .confirmed where oneIn(4, &dice): 18
        default: Int.random(in: 0..<21, using: &dice)
        }
    }

    private static func randomFace(
        _ open: Int, using dice: inout SeededGenerator
    ) -> WalkEvent {
        let verdicts: [FaceVerdict] =
            [.pass, .fail(.mismatch), .fail(.notLive)] + [FaceVerdict](repeating: .error, count: 5)
        let check = oneIn(4, &dice) ? Int.random(in: 0...8, using: &dice) : open
        return .face(
            verdicts.randomElement(using: &dice)!, check: check, isAttested: !oneIn(5, &dice))
    }

    func happen(to session: inout LoginSession, at now: Moment) throws(Refusal) {
        switch self {
        case .scan(let attempt): try session.scan(attempt, at: now)
        case .confirm(let claim, let answers):
            try session.confirm(by: claim, answers: answers, at: now)
        case .deny(let claim, let reason): try session.deny(by: claim, reason: reason, at: now)
        case .face(let verdict, let check, let isAttested):
            try session.takeFaceVerdict(verdict, check: check, isAttested: isAttested, at: now)
        case .comeBack: try session.complete(.returnToPage, cause: .comeBack, at: now)
        case .cancel: try session.cancel(at: now)
        case .replace: session.replace(at: now)
        case .signOn(let claim): try session.signOn(as: claim, at: now)
        case .redeem(let isRightClient, let isRightProof):
            try session.redeem(
                isRightClient: isRightClient, isRightProof: isRightProof, at: now)
        case .deadline: session.expireIfDue(at: now)
        }
    }
}

func oneIn(_ count: Int, _ dice: inout SeededGenerator) -> Bool {
    Int.random(in: 0..<count, using: &dice) == 0
}

extension ScanAttempt {
    static func random(
        by claim: Claim, _ policy: Policy, using dice: inout SeededGenerator
    ) -> ScanAttempt {
        let risks: [RiskVerdict] = [
            .allow, .allow, .askNumber, .askNumberAlways, [.askNumber, .askFace],
            [.askNumberAlways, .askFace], .block, [.askNumber, .block],
        ]
        return .by(
            claim, policy, subject: oneIn(8, &dice) ? "another" : "person",
            isFresh: !oneIn(4, &dice), risk: risks.randomElement(using: &dice)!,
            isSameDevice: oneIn(3, &dice))
    }
}

extension Answers {
    static func random(using dice: inout SeededGenerator) -> Answers {
        var answers = Answers.all
        if oneIn(8, &dice) { answers.number = oneIn(2, &dice) ? .wrong : .missing }
        if oneIn(8, &dice) { answers.pin = oneIn(2, &dice) ? .unattested : .missing }
        if oneIn(8, &dice) { answers.credential = nil }
        if oneIn(8, &dice) {
            answers.credentialFault = CredentialFault.allCases.randomElement(using: &dice)!
        }
        if oneIn(8, &dice) { answers.organisation = oneIn(2, &dice) ? .unattested : .missing }
        if oneIn(8, &dice) { answers.portrait = oneIn(2, &dice) ? .unattested : .missing }
        if oneIn(8, &dice) { answers.terms = [] }
        let scopes: [[String]?] = [nil, [], ["email"], ["profile"], ["profile", "admin"]]
        if oneIn(4, &dice) { answers.scopes = scopes.randomElement(using: &dice)! }
        return answers
    }
}

extension Policy {
    static func random(using dice: inout SeededGenerator) -> Policy {
        let asks: [Ask] = [
            .credential, .pin, .organisation, .consent, .terms(Answers.all.terms), .face, .face,
        ]
        func seconds(_ dice: inout SeededGenerator) -> Seconds {
            Seconds(.random(in: 1...8, using: &dice))
        }
        return Policy().with {
            $0.asks = Array(asks.shuffled(using: &dice).prefix(Int.random(in: 0...4, using: &dice)))
            $0.face = FaceRule(
                provider: FaceProviderKind.allCases.randomElement(using: &dice)!,
                tries: .random(in: 1...3, using: &dice))
            $0.numberMatch = NumberRule.allCases.randomElement(using: &dice)!
            $0.lifetimes = Lifetimes(
                scan: seconds(&dice), decide: seconds(&dice), face: seconds(&dice),
                redeem: seconds(&dice), total: Seconds(.random(in: 4...60, using: &dice)))
        }
    }
}
