import LoginFlow
import SessionStore

/// The circumstances of one request, for the verdict.
struct SignOnCase {
    /// For the wallet of the sign-in.
    var policy: Policy
    var request: LoginRequest
    var prompt: Set<Prompt>
    var maximumAge: Int?
    var identity: Identity
    var authenticatedAt: Moment
    /// What the sign-in is worth, and what this login must be.
    var level: Int
    var wantedLevel: Int
    /// Scopes this portal was granted in this sign-in before.
    var grantedScopes: [String]
    /// The longest any sign-in may answer.
    var lifetime: Seconds
    var now: Moment

    var verdict: SignOnVerdict {
        guard isYoung, prompt.isDisjoint(with: [.login, .selectAccount]),
            request.purpose == .login, request.wallets.contains(identity.claim.wallet)
        else { return .scan }
        let missing = missingAsks
        let isStrong = level >= wantedLevel
        if missing.isEmpty && !isStrong { return .scan }
        if missing.isEmpty { return .answer }
        if missing == [.consent] && isStrong { return .consent }
        return .stepUp(satisfied: policy.asks.filter(isSatisfied).map(\.name))
    }

    /// Scopes that are new to this portal are agreed to in any case: without a scan nobody has seen
    /// them on a phone.
    private var missingAsks: Set<Ask> {
        Set((policy.asks + [.consent]).filter { !isSatisfied($0) })
    }

    private var isYoung: Bool { now < answersUntil }

    /// When the sign-in will be too old to answer.
    var answersUntil: Moment {
        let limits = [policy.singleSignOn.count, lifetime.count] + [maximumAge].compactMap { $0 }
        return authenticatedAt + Seconds(limits.min() ?? 0)
    }

    private func isSatisfied(_ ask: Ask) -> Bool {
        switch ask {
        // Both are chosen for one portal and say nothing to another.
        case .credential, .organisation: false
        case .pin: identity.methods.contains("pin")
        case .face: identity.methods.contains("face")
        case .terms(let versions): versions.allSatisfy(identity.approval.terms.contains)
        case .consent:
            !prompt.contains(.consent)
                && request.scopes.allSatisfy { grantedScopes.contains($0.name) }
        }
    }
}
