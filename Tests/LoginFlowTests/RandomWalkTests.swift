import LoginFlow
import SeededGenerator
import Testing

/// Random walks beside the oracle. Time moves a little, or exactly to a deadline, or just before.
@Suite struct RandomWalkTests {
    /// What the walks came across, by name.
    struct Probes {
        var refusals: Set<String> = []
        var statuses: Set<String> = []
        var causes: Set<String> = []
        var hints: Set<String> = []
    }

    @Test func everyRuleIsMetAndTheOracleAgrees() {
        var probes = Probes()
        for seed in 1...1_500 as ClosedRange<UInt64> {
            walk(SeededGenerator(seed: seed), &probes)
        }
        #expect(probes.refusals == Set(Self.refusals.map(name)))
        #expect(probes.statuses == Set(LoginState.samples.keys).subtracting(Self.neverHere))
        let causes = Transition.Cause.allCases.map(\.rawValue)
        #expect(probes.causes == Set(causes).subtracting(["switch_off"]))
        let hints = Hint.allCases.map(\.rawValue)
        #expect(probes.hints == Set(hints).subtracting(["risk_blocked", "switched_off"]))
    }

    /// Nothing ends as `risk_blocked` so far, because a blocked phone leaves the login session to
    /// others. Operators do not walk here: what they switch off ends everything alike, as the tables
    /// say.
    static let neverHere: Set = ["failed/risk_blocked", "expired/switched_off"]

    /// All but `wrongChallenge`, which the use case checks: the rules know no challenges.
    static let refusals: [Refusal] = [
        .sessionOver, .notFound, .walletNotAllowed, .wrongSubject, .alreadyScanned, .staleCode,
        .riskBlocked, .alreadyDecided, .missingAsk("number"), .missingAsk("credential"),
        .missingAsk("pin"), .missingAsk("consent"), .missingAsk("terms"),
        .missingAsk("organisation"), .missingAsk("portrait"), .credentialUnusable(.revoked),
        .credentialUnusable(.expired), .unknownScope,
        .wrongNumber, .notAttested, .notNow, .tooLateToCancel, .wrongRedemption, .codeUsed,
    ]

    private func name(_ refusal: Refusal) -> String {
        switch refusal {
        case .missingAsk(let ask): "missingAsk \(ask)"
        case .credentialUnusable(let fault): "credentialUnusable \(fault)"
        case .sessionOver, .notFound, .walletNotAllowed, .wrongSubject, .alreadyScanned,
            .staleCode, .riskBlocked, .wrongChallenge, .alreadyDecided, .unknownScope,
            .wrongNumber, .notAttested, .notNow, .tooLateToCancel, .wrongRedemption, .codeUsed:
            "\(refusal)"
        }
    }

    private func walk(_ generator: SeededGenerator, _ probes: inout Probes) {
        var dice = generator
        let (policy, walletPolicy) = (Policy.random(using: &dice), Policy.random(using: &dice))
        var request = LoginRequest.sample
        if oneIn(3, &dice) { request.expectedSubject = "person" }
        var session = LoginSession.new(policy, request: request)
        var oracle = Oracle(policy, expectedSubject: request.expectedSubject)
        var now = created
        for _ in 0..<40 {
            now = step(now, session.state.deadline, &dice)
            let event = WalkEvent.random(for: session, walletPolicy, using: &dice)
            let before = session
            var refusal: Refusal?
            do throws(Refusal) { try event.happen(to: &session, at: now) } catch { refusal = error }
            let expected = oracle.take(event, at: now.milliseconds - created.milliseconds)
            #expect(refusal == expected)
            expectAgreement(session, oracle)
            expectInvariants(before, session, at: now)
            refusal.map { _ = probes.refusals.insert(name($0)) }
            probes.statuses.insert(key(session.state))
            probes.hints.insert(session.hint.rawValue)
            probes.causes.formUnion(session.transitions.map(\.cause.rawValue))
            if refusal != expected || Int64(oracle.version) != session.version { return }
        }
    }

    private func step(_ now: Moment, _ deadline: Moment?, _ dice: inout SeededGenerator) -> Moment {
        switch (Int.random(in: 0..<30, using: &dice), deadline) {
        case (0, let deadline?): max(now, deadline)
        case (1, let deadline?): max(now, Moment(milliseconds: deadline.milliseconds - 1))
        default: Moment(milliseconds: now.milliseconds + .random(in: 0...600, using: &dice))
        }
    }

    private func key(_ state: LoginState) -> String {
        ([state.status.rawValue] + [state.reason].compactMap(\.self)).joined(separator: "/")
    }

    private func expectAgreement(_ session: LoginSession, _ oracle: Oracle) {
        #expect(key(session.state) == oracle.word.replacing(" ", with: "/"))
        #expect(session.version == Int64(oracle.version))
        #expect(session.state.deadline == oracle.ends.map(after))
        #expect(session.hadSecondScan == oracle.secondScan)
        #expect(session.faceVerdicts == oracle.usedChecks)
        #expect(session.wrongRedemptions == oracle.wrongProofs)
        #expect(session.claim?.asksNumber ?? false == oracle.numberAsked)
        #expect((session.hint == .returnToPage) == (oracle.word == "confirmed"))
        #expect(session.policy.requiredActions == (oracle.awaitsReturn ? [.returnToPage] : []))
    }

    private func expectInvariants(_ before: LoginSession, _ session: LoginSession, at now: Moment) {
        if let claim = before.claim { #expect(session.claim == claim, "INV-1") }
        #expect(session.version >= before.version, "INV-5")
        if before.state.status.isTerminal { #expect(session.state == before.state, "INV-5") }
        if before.state.status == .approved {
            let allowed: [Status] = [.approved, .redeemed, .expired]
            #expect(allowed.contains(session.state.status), "INV-5")
        }
        if let deadline = before.state.deadline, now >= deadline,
            session.state != before.state
        {
            #expect(session.state.status == .expired, "INV-4")
        }
        #expect(session.transitions.count { $0.to == .redeemed } <= 1, "INV-3")
        #expect(session.transitions.map(\.version) == Array(1...session.version), "INV-10")
        #expect(session.faceVerdicts.count - before.faceVerdicts.count <= 1, "INV-9")
    }
}
