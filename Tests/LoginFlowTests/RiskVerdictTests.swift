import LoginFlow
import Testing

@Suite struct RiskVerdictTests {
    private typealias Seen = WritableKeyPath<Circumstances, Bool> & Sendable

    /// Every row of the table, and beside it what alone calls for nothing.
    private static let rows: [(seen: [any Seen], verdict: RiskVerdict)] = [
        ([], .allow),
        ([\.isNewBrowser], .allow),
        ([\.isElsewhere], .allow),
        ([\.isHurried], .allow),
        ([\.codeWasTyped], .askNumberAlways),
        ([\.cameByLink], .askNumber),
        ([\.isNewBrowser, \.isElsewhere], .askNumber),
        ([\.isElsewhere, \.isFarAway], .askNumber),
        ([\.isElsewhere, \.isFarAway, \.isNewBrowser], [.askNumber, .askFace]),
        ([\.isHurried, \.isNewBrowser], .allow),
        ([\.isHurried, \.isElsewhere], .askNumber),
        ([\.hasFailed], .allow),
        ([\.hasFailed, \.isNewBrowser], .allow),
        ([\.hasFailed, \.isElsewhere], .askNumber),
        ([\.isCoolingDown], .block),
        ([\.isBlockedNetwork], .block),
    ]

    private func verdict(_ rows: Int...) -> RiskVerdict {
        var circumstances = Circumstances()
        for seen in rows.flatMap({ Self.rows[$0].seen }) { circumstances[keyPath: seen] = true }
        return RiskVerdict(circumstances)
    }

    @Test(arguments: rows.indices) func followsItsTable(row: Int) {
        #expect(verdict(row) == Self.rows[row].verdict)
    }

    /// Nothing that is unusual takes away what something else calls for.
    @Test(arguments: rows.indices, rows.indices) func moreNeverAsksLess(one: Int, other: Int) {
        let both = Self.rows[one].verdict.union(Self.rows[other].verdict)
        #expect(verdict(one, other).isSuperset(of: both))
    }
}
