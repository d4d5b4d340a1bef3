import Broker
import LoginFlow
import Yams

/// Which policy serves which purpose, and whether it can ever be met.
extension ServerConfiguration {
    static func readPurposes(
        _ entry: ConfigurationSection, _ policies: [String: Policy], _ wallets: [Wallet]
    ) -> [Purpose: RelyingParty.PurposePolicy] {
        entry.record(
            "policies", "policy by purpose, or by purpose and wallet", "required",
            "purposes: login, register, face_check")
        var purposes: [Purpose: RelyingParty.PurposePolicy] = [:]
        for (name, node) in entry.node("policies")?.mapping ?? [:] {
            guard let purpose = name.string.flatMap(Purpose.init) else {
                entry.complain("unknown purpose \(name.string ?? "")", at: "policies")
                continue
            }
            let chosen = readPurpose(node, entry, policies, wallets)
            purposes[purpose] = chosen
            if let chosen {
                check(chosen, entry, wallets)
                checkLinks(chosen, entry, wallets)
            }
        }
        if purposes.isEmpty { entry.complain("needs a policy for some purpose", at: "policies") }
        return purposes
    }

    private static func readPurpose(
        _ node: Node, _ entry: ConfigurationSection, _ policies: [String: Policy],
        _ wallets: [Wallet]
    ) -> RelyingParty.PurposePolicy? {
        func policy(_ name: String?) -> Policy? {
            let policy = name.flatMap { policies[$0] }
            if policy == nil { entry.complain("unknown policy \(name ?? "")", at: "policies") }
            return policy
        }
        guard let mapping = node.mapping else {
            return policy(node.scalar?.string).map { RelyingParty.PurposePolicy(fallback: $0) }
        }
        var byWallet: [String: Policy] = [:]
        var fallback: Policy?
        for (key, value) in mapping {
            let name = key.string ?? ""
            let chosen = policy(value.scalar?.string)
            if name == "default" {
                fallback = chosen
            } else if wallets.contains(where: { $0.id == name }) {
                byWallet[name] = chosen
            } else {
                entry.complain("unknown wallet \(name)", at: "policies")
            }
        }
        if fallback == nil && byWallet.count < wallets.count {
            entry.complain("needs a default, or a policy for each wallet", at: "policies")
        }
        // Before a wallet has scanned something must hold: what the first one of the page asks.
        guard let first = fallback ?? wallets.lazy.compactMap({ byWallet[$0.id] }).first
        else { return nil }
        return RelyingParty.PurposePolicy(fallback: first, byWallet: byWallet)
    }

    /// A login that no wallet can finish would only be noticed by people. Where some can, the others
    /// are told so on the phone, and the operator here.
    private static func check(
        _ purpose: RelyingParty.PurposePolicy, _ entry: ConfigurationSection, _ wallets: [Wallet]
    ) {
        let canFinish = wallets.contains { wallet in
            let policy = purpose.policy(for: wallet.id)
            return Wallet.Attestation.allCases.allSatisfy { kind in
                !needs(kind, policy) || wallet.attests.contains(kind)
            }
        }
        for kind in Wallet.Attestation.allCases {
            let asked = wallets.filter { needs(kind, purpose.policy(for: $0.id)) }
            let unable = asked.filter { !$0.attests.contains(kind) }.map(\.id)
            if unable.isEmpty { continue }
            let names = unable.joined(separator: ", ")
            entry.reader.complain(
                "asks for \(kind.rawValue), which is not attested by: \(names)",
                at: entry.path("policies"), line: entry.line,
                severity: canFinish ? .warning : .error)
        }
    }

    /// A phone that is shown no code must be able to open an app instead.
    private static func checkLinks(
        _ purpose: RelyingParty.PurposePolicy, _ entry: ConfigurationSection, _ wallets: [Wallet]
    ) {
        let hides = purpose.fallback.crossDeviceOnPhones == .hide
        if hides && !wallets.contains(where: \.canBeOpened) {
            entry.complain(
                "has cross_device_on_phones: hide, and no wallet here has a deep_link",
                at: "policies")
        }
    }

    private static func needs(_ kind: Wallet.Attestation, _ policy: Policy) -> Bool {
        switch kind {
        case .pin: policy.asks.contains(.pin)
        case .face: policy.asksFace && policy.needsAttestedFace
        case .organisation: policy.asks.contains(.organisation)
        // Asked without, it is told to the portal, and raises nobody.
        case .credential: false
        }
    }
}
