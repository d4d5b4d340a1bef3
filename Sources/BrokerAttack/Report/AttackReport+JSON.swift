import Foundation
package import StrictJSON

extension AttackReport {
    /// For programs.
    package var json: JSONValue {
        [
            "url": .string(url), "issuer": .string(issuer),
            "started_at": .string(startedAt.ISO8601Format()),
            "counts": .object(
                JSONObject(
                    Self.words.map {
                        .init(
                            key: $0.replacing(" ", with: "_"), value: .integer(Int64(count($0))))
                    })),
            "attacks": .array(entries.map(\.json)),
        ]
    }
}

extension AttackReport.Entry {
    fileprivate var json: JSONValue {
        var members: JSONObject = [
            "number": .integer(Int64(card.number)), "title": .string(card.title),
            "against": .string(card.against), "documentation": .string(card.link),
            "tried": .string(finding.tried),
            "happened": .array(
                finding.observations.map { seen in
                    [
                        "seen": .string(seen.text), "breach": .bool(seen.isBreach),
                        "times": .integer(Int64(seen.times)),
                    ]
                }),
            "verdict": .string(finding.verdict.word),
        ]
        members.append("reason", finding.verdict.reason)
        members.append("caveat", finding.caveat)
        members.append("seconds", .double((seconds * 1_000).rounded() / 1_000))
        return .object(members)
    }
}
