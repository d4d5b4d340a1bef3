import Terminal

/// What an answer of the broker tells a person beyond the one before it.
struct News {
    let previous: Standing?
    let standing: Standing
    let purpose: String
    let language: Language

    /// In the order of what matters now: how it stands, why, and what was put on record.
    var lines: [String] { standingLines + adviceLines + checkLines + receiptLines }

    /// What a person has to open, each with why. Somebody who reads JSON needs it at once too, and
    /// not only at the end.
    var addresses: [String] {
        var lines: [String] = []
        if let url = standing.face?.url, url != previous?.face?.url {
            lines.append(address(.visit, url))
        }
        if let url = standing.returnTo, url != previous?.returnTo {
            lines.append(address(.goBack, url))
        }
        return lines
    }

    private var isNewVersion: Bool { standing.version != previous?.version }

    private var standingLines: [String] {
        guard isNewVersion else { return [] }
        return [StandingPhrase(standing, purpose: purpose).text(in: language)]
    }

    private var adviceLines: [String] {
        guard let reason = standing.reason, isNewVersion || reason != previous?.reason
        else { return [] }
        return [FaceAdvice(rawValue: reason)?.text(in: language) ?? SafeText.line(reason)]
    }

    /// The tries and the movements of a new check; each has its own.
    private var checkLines: [String] {
        guard let check = standing.face, check.id != previous?.face?.id else { return [] }
        var lines = [NewsPhrase.triesLeft.text(in: language) + " \(check.triesLeft)"]
        if !check.actions.isEmpty {
            let words = check.actions.map {
                FaceAction(rawValue: $0)?.text(in: language) ?? SafeText.line($0)
            }
            let list = words.joined(separator: language == .chinese ? "，" : ", ")
            lines.append(NewsPhrase.movements.text(in: language) + " " + list)
        }
        if check.wantsPortrait { lines.append(NewsPhrase.portraitWanted.text(in: language)) }
        return lines
    }

    private var receiptLines: [String] {
        guard let receipt = standing.receipt, receipt != previous?.receipt else { return [] }
        let version = NewsPhrase.version.text(in: language)
        let terms = receipt.terms.map { terms in
            let name = SafeText.line(terms.title) + " (\(version) " + SafeText.line(terms.version)
            return "  " + name + ") " + SafeText.address(terms.url)
        }
        let time = NewsPhrase.acceptedAt.text(in: language) + " "
        return [NewsPhrase.accepted.text(in: language)] + terms
            + ["  " + time + SafeText.line(receipt.acceptedAt)]
    }

    private func address(_ phrase: NewsPhrase, _ url: String) -> String {
        phrase.text(in: language) + "\n  " + SafeText.address(url)
    }
}

extension SafeText {
    /// An address to be opened: harmless too, but whole, because a cut one leads nowhere.
    static func address(_ url: String) -> String { json(url) }
}
