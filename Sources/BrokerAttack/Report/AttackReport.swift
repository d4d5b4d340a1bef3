package import Foundation

/// What came of all attacks.
package struct AttackReport: Sendable {
    package struct Entry: Sendable {
        package let card: AttackCard
        package let finding: Finding
        package let seconds: Double
    }

    package let url: String
    package let issuer: String
    package let startedAt: Date
    package var entries: [Entry] = []

    /// How many ended with a verdict of this word.
    package func count(_ word: String) -> Int {
        entries.count { $0.finding.verdict.word == word }
    }

    /// Whether any attack succeeded.
    package var isBroken: Bool { count("broken") > 0 }
    /// Whether something came between that was not foreseen.
    package var isIncomplete: Bool { count("interrupted") > 0 }

    /// The words of verdicts, in the order in which reports count them.
    static let words = ["held", "broken", "not tried", "interrupted"]

    var summary: String {
        Self.words.map { "\(count($0)) \($0)" }.joined(separator: ", ")
    }
}
