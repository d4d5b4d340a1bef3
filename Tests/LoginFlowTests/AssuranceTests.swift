import LoginFlow
import SeededGenerator
import Testing

@Suite struct AssuranceTests {
    /// Two ways to level 2, one of two things together to level 3, everything to level 4.
    static let rules = AssuranceRules([
        LevelRule(level: 4, by: [[.face, .pin, .credential]], lasts: 60),
        LevelRule(level: 2, by: [[.pin], [.credential]], lasts: 0),
        LevelRule(level: 3, by: [[.face, .pin], [.face, .credential]], lasts: 3_600),
    ])

    @Test(
        arguments: [
            ([], 1), ([.deviceKey], 1), ([.pin], 2), ([.credential], 2), ([.pin, .credential], 2),
            ([.face], 1), ([.face, .deviceKey], 1), ([.face, .pin], 3), ([.face, .credential], 3),
            ([.face, .pin, .credential], 4), ([.face, .pin, .credential, .deviceKey], 4),
        ] as [(Set<Evidence>, Int)])
    func whatStandsTogetherIsNeededTogether(evidence: Set<Evidence>, level: Int) {
        #expect(Self.rules.level(of: evidence) == level)
    }

    @Test(
        arguments: [
            ([], 1), ([.credential], 1), ([.deviceKey], 2), ([.pin], 2), ([.face], 3),
            ([.deviceKey, .pin], 2), ([.face, .pin], 3),
        ] as [(Set<Evidence>, Int)])
    func withoutConfigurationAFaceIsTheHighest(evidence: Set<Evidence>, level: Int) {
        #expect(AssuranceRules.standard.level(of: evidence) == level)
        #expect(AssuranceRules.standard.lasting(evidence) == [])
        #expect(AssuranceRules.standard.highest == 3)
    }

    @Test func onlyWhatIsSaidToLastLasts() {
        #expect(Self.rules.lasting([.pin]) == [])
        #expect(Self.rules.lasting([.face]) == [])
        #expect(Self.rules.lasting([.face, .pin]).map(\.level) == [3])
        let all = Self.rules.lasting([.face, .pin, .credential])
        #expect(Set(all.map(\.level)) == [3, 4])
        #expect(Set(all.map(\.lasts)) == [60, 3_600])
    }

    @Test func noRulesAreLevelOne() {
        let none = AssuranceRules([])
        #expect(none.level(of: Set(Evidence.allCases)) == 1)
        #expect(none.highest == 1)
        #expect(none.highest(of: .withFace) == 1)
        #expect(Self.rules.highest == 4)
    }

    @Test func thePolicyTellsHowHighALoginCanCome() {
        func highest(_ asks: [Ask], _ stepUp: [Ask]) -> Int {
            Self.rules.highest(
                of: Policy().with {
                    $0.asks = asks
                    $0.stepUp = stepUp
                })
        }
        #expect(highest([], []) == 1, "a key alone is worth nothing here")
        #expect(highest([.consent, .organisation, .terms([])], []) == 1)
        #expect(highest([.pin], []) == 2)
        #expect(highest([.pin], [.face]) == 3)
        #expect(highest([.credential, .pin], [.face]) == 4)
        #expect(AssuranceRules.standard.highest(of: Policy()) == 2, "the phone's key")
    }

    // MARK: Raising

    private func raised(
        _ asks: [Ask], _ stepUp: [Ask], to level: Int, knowing known: Set<Evidence> = []
    ) -> [Ask]? {
        var policy = Policy().with {
            $0.asks = asks
            $0.stepUp = stepUp
        }
        return policy.raise(to: level, Self.rules, knowing: known) ? policy.asks : nil
    }

    @Test func nothingIsAddedThatIsNotNeeded() {
        #expect(raised([.consent], [.pin, .face], to: 0) == [.consent])
        #expect(raised([.consent], [.pin, .face], to: 1) == [.consent])
        #expect(raised([.pin, .consent], [.pin, .face], to: 2) == [.pin, .consent])
        #expect(raised([.consent], [.pin, .face], to: 2, knowing: [.pin]) == [.consent])
    }

    @Test func oneIsEnoughWhereOneWillDo() {
        #expect(raised([.consent], [.face, .credential, .pin], to: 2) == [.consent, .credential])
        #expect(raised([.pin], [.credential, .face], to: 3) == [.pin, .face])
        #expect(raised([], [.credential, .face], to: 3, knowing: [.pin]) == [.face])
    }

    @Test func severalAreAddedInTheirOrder() {
        #expect(raised([.consent], [.pin, .face], to: 3) == [.consent, .pin, .face])
        #expect(raised([.consent], [.face, .pin], to: 3) == [.consent, .face, .pin])
        #expect(raised([], [.face, .pin, .credential], to: 4) == [.face, .pin, .credential])
    }

    /// What stands between two that are needed is not asked for its place.
    @Test func whatStandsBetweenIsNotAsked() {
        let rules = AssuranceRules([LevelRule(level: 3, by: [[.pin, .face]], lasts: 0)])
        var policy = Policy().with { $0.stepUp = [.pin, .credential, .face] }
        let isReached = policy.raise(to: 3, rules, knowing: [])
        #expect(isReached)
        #expect(policy.asks == [.pin, .face])
    }

    @Test func whatCannotBeReachedAddsNothing() {
        var policy = Policy().with {
            $0.asks = [.consent]
            $0.stepUp = [.pin, .face]
        }
        let before = policy
        let isReached = policy.raise(to: 4, Self.rules, knowing: [])
        #expect(!isReached && policy == before)
        #expect(raised([], [.pin, .face], to: 4, knowing: [.credential]) == [.pin, .face])
    }

    /// Against every way to choose from the step-up.
    @Test func theAdditionIsTheSmallestOfAll() {
        var dice = SeededGenerator(seed: 4)
        for _ in 0..<2_000 { expectSmallest(using: &dice) }
    }

    private func expectSmallest(using dice: inout SeededGenerator) {
        let rules = AssuranceRules.random(using: &dice)
        let kinds: [Ask] = [.credential, .pin, .face]
        func some(_ dice: inout SeededGenerator) -> [Ask] {
            Array(kinds.shuffled(using: &dice).prefix(Int.random(in: 0...3, using: &dice)))
        }
        let before = Policy().with {
            $0.asks = [.consent] + some(&dice)
            $0.stepUp = some(&dice)
        }
        let known: Set<Evidence> = oneIn(2, &dice) ? [.deviceKey] : []
        let level = Int.random(in: 1...4, using: &dice)
        let sizes = (0..<1 << before.stepUp.count).compactMap { mask -> Int? in
            let chosen = before.stepUp.indices.filter { mask >> $0 & 1 == 1 }
                .map { before.stepUp[$0] }
            let evidence = known.union((before.asks + chosen).compactMap(\.evidence))
            return rules.level(of: evidence) >= level ? chosen.count : nil
        }
        var after = before
        let isReached = after.raise(to: level, rules, knowing: known)
        #expect(isReached == !sizes.isEmpty)
        let added = Array(after.asks.dropFirst(before.asks.count))
        #expect(Array(after.asks.prefix(before.asks.count)) == before.asks)
        #expect(added.count == sizes.min() ?? 0)
        #expect(added == before.stepUp.filter(added.contains), "in the order of the step-up")
        #expect(after == before.with { $0.asks = after.asks })
    }
}

extension AssuranceRules {
    fileprivate static func random(using dice: inout SeededGenerator) -> AssuranceRules {
        AssuranceRules(
            (2...4).map { level in
                let ways = (0..<Int.random(in: 1...2, using: &dice)).map { _ in
                    Set(
                        Evidence.allCases.shuffled(using: &dice)
                            .prefix(Int.random(in: 1...3, using: &dice)))
                }
                return LevelRule(level: level, by: ways, lasts: 0)
            })
    }
}
