import LoginFlow

extension FaceVerdict {
    /// `pass`, `error`, or the reason of a failure: one word in a comma-separated column.
    private var word: String {
        switch self {
        case .pass: "pass"
        case .error: "error"
        case .fail(let reason): reason.rawValue
        }
    }

    private init?(word: some StringProtocol) {
        switch word {
        case "pass": self = .pass
        case "error": self = .error
        default:
            guard let reason = FaceReason(rawValue: String(word)) else { return nil }
            self = .fail(reason)
        }
    }

    static func text(_ verdicts: [FaceVerdict]) -> String {
        verdicts.map(\.word).joined(separator: ",")
    }

    static func list(_ text: String) -> [FaceVerdict]? {
        let words = text.split(separator: ",")
        let verdicts = words.compactMap { FaceVerdict(word: $0) }
        return verdicts.count == words.count ? verdicts : nil
    }
}
