import LoginFlow
import Yams

/// What raises a person to which level.
extension ServerConfiguration {
    /// A year and a day: longer than any portal should trust a face it has not seen since.
    private static let longest = 31_622_400

    static func readLevels(_ section: ConfigurationSection) -> AssuranceRules {
        let entries = section.list("levels")
        let rules = entries.compactMap { entry -> LevelRule? in
            let level = entry.number(
                "level", 2, 2...4, "", "how sure of the person; 1 needs nothing")
            let by = readEvidence(entry)
            let lasts = entry.number(
                "lasts", 0, 0...longest, "seconds", "a person keeps it; 0: for this login only")
            entry.finish()
            return LevelRule(level: level, by: by, lasts: Seconds(lasts))
        }
        if Set(rules.map(\.level)).count != rules.count {
            section.complain("a level stands twice", at: "levels")
        }
        return entries.isEmpty ? .standard : AssuranceRules(rules)
    }

    private static func readEvidence(_ entry: ConfigurationSection) -> [Set<Evidence>] {
        let words = Evidence.allCases.map(\.rawValue).joined(separator: ", ")
        entry.record(
            "by", "list of \(words); a list inside: all of it", "required", "any of these will do")
        let by = (entry.nodes("by") ?? []).compactMap { node -> Set<Evidence>? in
            let texts = node.scalar.map { [$0.string] } ?? node.sequence?.compactMap(\.string) ?? []
            let evidence = texts.compactMap(Evidence.init)
            if evidence.isEmpty || evidence.count != texts.count {
                entry.complain("must name \(words)", at: "by")
                return nil
            }
            return Set(evidence)
        }
        if by.isEmpty { entry.complain("names nothing", at: "by") }
        return by
    }
}
