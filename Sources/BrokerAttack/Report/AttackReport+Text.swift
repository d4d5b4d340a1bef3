extension AttackReport {
    /// For a terminal.
    package var text: String {
        entries.map { Self.text($0.card, $0.finding) }.joined() + closing
    }

    /// The last line.
    package var closing: String { "\n\(url) (issuer \(issuer)): \(summary)\n" }

    /// One attack, with what was seen where that is worth reading.
    package static func text(_ card: AttackCard, _ finding: Finding) -> String {
        let number = card.number < 10 ? " \(card.number)" : "\(card.number)"
        let verdict = finding.verdict
        let word = verdict == .broken ? "BROKEN" : verdict.word
        var lines = ["\(number)  \(padded(word))  \(card.title)"]
        if let reason = verdict.reason { lines.append(indent + reason) }
        if verdict == .held, let caveat = finding.caveat { lines.append(indent + caveat) }
        if verdict == .broken {
            lines += finding.observations.filter(\.isBreach).map { indent + "! " + $0.fullText }
            lines.append(indent + "see " + card.link)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static let indent = String(repeating: " ", count: 17)

    private static func padded(_ word: String) -> String {
        word + String(repeating: " ", count: max(0, 11 - word.count))
    }
}
