import LoginFlow

extension Broker {
    /// What one login really asks: the policy, what a wanted level adds, without what the browser's
    /// sign-in has done before, as far as it fits the way the portal waits.
    ///
    /// Before the scan nobody knows who will answer: it is taken for a phone with a key of its own,
    /// of a person who holds no level.
    func effectivePolicy(_ policy: Policy, _ request: LoginRequest) -> Policy {
        var policy = policy
        _ = policy.raise(
            to: wantedLevel(policy, request), settings.levels,
            knowing: former(request).union([.deviceKey]))
        return fitted(policy, request)
    }

    /// The same for the wallet that scans, and for the person in it.
    ///
    /// - Parameter held: the level that the person keeps from former logins.
    /// - Returns: `nil` where this signer could never reach the wanted level.
    func effectivePolicy(
        _ policy: Policy, _ request: LoginRequest, scannedBy statement: Statement, held: Int
    ) -> Policy? {
        var policy = policy
        let wanted = wantedLevel(policy, request)
        if held < wanted {
            let known = known(request, statement)
            guard policy.raise(to: wanted, settings.levels, knowing: known) else { return nil }
        }
        return fitted(policy, request)
    }

    /// Why the phone asks more than usual; `nil` where it does not.
    func verification(
        _ policy: Policy, _ record: LoginSession, scannedBy statement: Statement, held: Int
    ) -> ScanAnswer.Verification? {
        let isAdded = record.policy.asks.contains { !policy.asks.contains($0) }
        let wanted = wantedLevel(policy, record.request)
        let evidence = known(record.request, statement)
            .union(policy.asks.compactMap(\.evidence))
        let reached = max(held, settings.levels.level(of: evidence))
        // Else what was added is there for the risk of this scan.
        guard isAdded, reached < wanted else { return nil }
        return ScanAnswer.Verification(level: wanted, held: reached)
    }

    func wantedLevel(_ policy: Policy, _ request: LoginRequest) -> Int {
        max(request.level, policy.minimumLevel)
    }

    private func known(_ request: LoginRequest, _ statement: Statement) -> Set<Evidence> {
        former(request).union(statement.isSignedByWallet ? [] : [.deviceKey])
    }

    private func former(_ request: LoginRequest) -> Set<Evidence> {
        Evidence.of(methods: request.formerSignIn?.methods ?? [], hasCredential: false)
    }

    private func fitted(_ policy: Policy, _ request: LoginRequest) -> Policy {
        var policy = policy
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
}
