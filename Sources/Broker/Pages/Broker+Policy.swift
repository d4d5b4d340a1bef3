import LoginFlow

extension Broker {
    /// What one login really asks: the policy, what a wanted level adds, without what the browser's
    /// sign-in has done before, as far as it fits the way the portal waits.
    func effectivePolicy(_ policy: Policy, _ request: LoginRequest) -> Policy {
        var policy = policy
        if request.level >= 3 { add(.face, to: &policy) }
        let satisfied = request.formerSignIn?.satisfied ?? []
        policy.asks.removeAll { satisfied.contains($0.name) }
        if request.channel != .page {
            // One fixed text that the program shows, and no page for two digits.
            policy.rotation = 0
            policy.numberMatch = .off
        }
        if request.channel == .backchannel { policy.userCode = false }
        if let lifetime = request.lifetime {
            policy.lifetimes.total = min(lifetime, policy.lifetimes.total)
            policy.lifetimes.scan = policy.lifetimes.total
        }
        return policy
    }

    /// The same for the wallet that scans.
    ///
    /// - Returns: `nil` where this signer could never reach the wanted level.
    func effectivePolicy(
        _ policy: Policy, _ request: LoginRequest, scannedBy statement: Statement
    ) -> Policy? {
        var policy = effectivePolicy(policy, request)
        let former = AssuranceLevel.of(methods: request.formerSignIn?.methods ?? [])
        let isStrong = !statement.isSignedByWallet || policy.asks.contains(.pin) || policy.asksFace
        if request.level >= 2 && former < 2 && !isStrong {
            add(.pin, to: &policy)
            if !policy.asks.contains(.pin) { return nil }
        }
        if request.level >= 3 && former < 3 && !policy.asksFace { return nil }
        return policy
    }

    /// Adds an ask where the policy lets a portal add it.
    private func add(_ ask: Ask, to policy: inout Policy) {
        if policy.stepUp.contains(ask) && !policy.asks.contains(ask) { policy.asks.append(ask) }
    }
}
