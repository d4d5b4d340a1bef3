import Broker
import LoginFlow
import Yams

/// What logins ask.
extension ServerConfiguration {
    static func readPolicies(
        _ section: ConfigurationSection, _ terms: [String: Terms], _ levels: AssuranceRules,
        _ wallets: [Wallet]
    ) -> [String: Policy] {
        var policies: [String: Policy] = [:]
        for (name, entry) in section.entries("policies") {
            let policy = readPolicy(entry, terms)
            if levels.highest(of: policy) < policy.minimumLevel {
                entry.complain(
                    "no ask and no step_up reaches this level", at: "minimum_level")
            } else if !wallets.contains(where: {
                levels.highest(of: attestable(policy, by: $0)) >= policy.minimumLevel
            }) {
                entry.complain(
                    "no wallet attests what reaches this level", at: "minimum_level")
            }
            policies[name] = policy
            entry.finish()
        }
        return policies
    }

    /// What of a policy counts for the level when this wallet answers it.
    private static func attestable(_ policy: Policy, by wallet: Wallet) -> Policy {
        func counts(_ ask: Ask) -> Bool {
            switch ask {
            case .pin: wallet.attests.contains(.pin)
            case .credential: wallet.attests.contains(.credential)
            case .face: !policy.needsAttestedFace || wallet.attests.contains(.face)
            case .consent, .terms, .organisation: true
            }
        }
        var policy = policy
        policy.asks.removeAll { !counts($0) }
        policy.stepUp.removeAll { !counts($0) }
        return policy
    }

    private static func readPolicy(
        _ entry: ConfigurationSection, _ terms: [String: Terms]
    ) -> Policy {
        var policy = Policy()
        policy.asks = readAsks(entry, terms)
        let face = entry.section("face")
        let provider = face.choice(
            "provider", "attested", FaceProviderKind.allCases.map(\.rawValue),
            "who judges faces; simulator is for tests")
        let tries = face.number("tries", 3, 1...10, "tries", "failed face checks before the end")
        let actions = face.number(
            "actions", 2, 0...3, "movements",
            "asked in one capture, so that a picture does not pass")
        face.finish()
        policy.face = FaceRule(
            provider: FaceProviderKind(rawValue: provider) ?? .attested, tries: tries,
            actions: actions)
        policy.stepUp = readStepUp(entry)
        if policy.mayAskFace && policy.face.provider == .simulator {
            entry.reader.complain(
                "checks no face: good for tests only", at: face.path("provider"),
                line: face.line, severity: .warning)
        }
        let number = entry.choice(
            "number_match", "risk", NumberRule.allCases.map(\.rawValue),
            "when the person types the two digits of the page")
        policy.numberMatch = NumberRule(rawValue: number) ?? .risk
        policy.userCode = entry.flag("user_code", true, "a code to type instead of scanning")
        let rule = entry.choice(
            "cross_device_on_phones", "show", CrossDeviceRule.allCases.map(\.rawValue),
            "a code for another device on a page that is on a phone; hide: there only apps on that "
                + "phone, where the page can be come back to")
        policy.crossDeviceOnPhones = CrossDeviceRule(rawValue: rule) ?? .show
        policy.rotation = Seconds(
            entry.number("qr_rotation", 2, 0...30, "seconds", "between frames; 0: none"))
        policy.lifetimes = readLifetimes(entry.section("lifetimes"))
        policy.singleSignOn = Seconds(
            entry.number(
                "single_sign_on", 0, 0...2_592_000, "seconds",
                "how old the browser's sign-in may be to answer without a scan; 0: never"))
        policy.minimumLevel = entry.number(
            "minimum_level", 0, 0...4, "", "below it the asks of step_up are added; 0: none")
        return policy
    }

    private static func readStepUp(_ entry: ConfigurationSection) -> [Ask] {
        let names =
            entry.texts(
                "step_up", [],
                "asks added to reach a level: credential, pin, face") ?? []
        return names.compactMap { name in
            switch name {
            case "credential": return .credential
            case "pin": return .pin
            case "face": return .face
            default:
                entry.complain("must be credential, pin or face", at: "step_up")
                return nil
            }
        }
    }

    private static func readAsks(
        _ entry: ConfigurationSection, _ terms: [String: Terms]
    ) -> [Ask] {
        entry.record(
            "asks", "list of credential, pin, organisation, consent, { terms: [id] }, face", "[]",
            "what the phone asks, in this order")
        var asks: [Ask] = []
        for node in entry.nodes("asks") ?? [] {
            switch node.scalar?.string {
            case "credential": asks.append(.credential)
            case "pin": asks.append(.pin)
            case "organisation": asks.append(.organisation)
            case "consent": asks.append(.consent)
            case "face": asks.append(.face)
            case .some: entry.complain("unknown ask", at: "asks")
            case nil: readTermsAsk(node, entry, terms).map { asks.append($0) }
            }
        }
        if Set(asks.map(\.name)).count != asks.count {
            entry.complain("an ask stands twice", at: "asks")
        }
        return asks
    }

    private static func readTermsAsk(
        _ node: Node, _ entry: ConfigurationSection, _ terms: [String: Terms]
    ) -> Ask? {
        guard node.mapping?.count == 1,
            let ids = node.mapping?[Node("terms")]?.sequence?.compactMap(\.string), !ids.isEmpty
        else {
            entry.complain("unknown ask", at: "asks")
            return nil
        }
        return .terms(
            ids.compactMap { id in
                if terms[id] == nil { entry.complain("unknown terms \(id)", at: "asks") }
                return terms[id].map { TermsVersion(id: id, version: $0.version) }
            })
    }

    private static func readLifetimes(_ section: ConfigurationSection) -> Lifetimes {
        func read(_ key: String, _ fallback: Seconds, _ meaning: String) -> Seconds {
            Seconds(section.number(key, fallback.count, 1...600, "seconds", meaning))
        }
        var spans = Lifetimes()
        spans.scan = read("scan", spans.scan, "until somebody scans")
        spans.decide = read("decide", spans.decide, "from the scan to the decision")
        spans.face = read("face", spans.face, "for one face check")
        spans.redeem = read("redeem", spans.redeem, "from the approval to the redeemed code")
        spans.total = read("total", spans.total, "scan, decision and face together")
        section.finish()
        return spans
    }
}
