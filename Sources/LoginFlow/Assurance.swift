/// Something that was done to find out who a person is, as configuration names it.
package enum Evidence: String, Sendable, CaseIterable {
    /// A key that only this phone holds has signed.
    case deviceKey = "device_key"
    /// The wallet vouches for its PIN.
    case pin
    /// A credential that was valid was shown.
    case credential
    /// A face check was passed.
    case face
}

/// What raises a person to one level, and for how long.
package struct LevelRule: Sendable, Hashable {
    package let level: Int
    /// Any of these will do; what stands in one set is needed together.
    package let by: [Set<Evidence>]
    /// How long the person keeps the level; 0: it counts for the login alone.
    package let lasts: Seconds

    package init(level: Int, by: [Set<Evidence>], lasts: Seconds) {
        self.level = level
        self.by = by
        self.lasts = lasts
    }

    func isMet(by evidence: Set<Evidence>) -> Bool {
        by.contains { $0.isSubset(of: evidence) }
    }
}

/// How sure the broker is of a person, from 1 (a wallet's word) to 4.
package struct AssuranceRules: Sendable, Hashable {
    package static let levels = 1...4

    /// 2: a device key or the wallet's PIN; 3: a face check passed.
    package static let standard = AssuranceRules([
        LevelRule(level: 2, by: [[.deviceKey], [.pin]], lasts: 0),
        LevelRule(level: 3, by: [[.face]], lasts: 0),
    ])

    private let rules: [LevelRule]

    package init(_ rules: [LevelRule]) { self.rules = rules }

    package func level(of evidence: Set<Evidence>) -> Int {
        rules.filter { $0.isMet(by: evidence) }.map(\.level).max() ?? 1
    }

    /// The levels that this evidence gives for longer than the login.
    package func lasting(_ evidence: Set<Evidence>) -> [LevelRule] {
        rules.filter { $0.lasts > 0 && $0.isMet(by: evidence) }
    }

    /// The best a policy can come to, by a phone with a key of its own.
    package func highest(of policy: Policy) -> Int {
        level(of: Set([.deviceKey] + (policy.asks + policy.stepUp).compactMap(\.evidence)))
    }

    /// The highest level that can be reached at all.
    package var highest: Int { rules.map(\.level).max() ?? 1 }
}

extension Ask {
    /// What meeting this ask proves of the person.
    package var evidence: Evidence? {
        switch self {
        case .credential: .credential
        case .pin: .pin
        case .face: .face
        case .consent, .terms, .organisation: nil
        }
    }
}

extension Policy {
    /// Adds asks of the step-up until a level can be reached: one where one will do, else as many as
    /// it takes in their order, and none that makes no difference.
    ///
    /// - Parameter known: what needs no asking.
    /// - Returns: whether it can be reached now.
    package mutating func raise(
        to level: Int, _ rules: AssuranceRules, knowing known: Set<Evidence>
    ) -> Bool {
        func reaches(_ additional: [Ask]) -> Bool {
            rules.level(of: known.union((asks + additional).compactMap(\.evidence))) >= level
        }
        let additions = [[]] + stepUp.map { [$0] } + stepUp.indices.map { Array(stepUp[...$0]) }
        guard var addition = additions.first(where: reaches) else { return false }
        for ask in addition {
            let others = addition.filter { $0 != ask }
            if reaches(others) { addition = others }
        }
        for ask in addition where !asks.contains(ask) { asks.append(ask) }
        return true
    }
}
