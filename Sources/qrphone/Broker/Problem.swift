import StrictJSON
import Terminal

/// A refusal of the broker (RFC 9457).
struct Problem: Equatable {
    var code: String
    var status: Int
    var detail: String?
    /// What the refused statement was to do.
    var act: Act
    /// Seconds to stay away, when the broker is busy.
    var retryAfter: Int?
    /// The document as the broker wrote it.
    var document: JSONObject

    /// `nil` when the body is not a problem document.
    init?(body: JSONValue, status: Int, act: Act) {
        guard let document = body.object, let code = document["code"]?.string else { return nil }
        self.code = code
        self.status = status
        self.act = act
        self.document = document
        detail = document["detail"]?.string
    }

    func message(in language: Language) -> String {
        "\(Complaint.refused.text(in: language)): "
            + "\(SafeText.line(code)) (\(status), \(act.rawValue)). "
            + (phrase?.text(in: language) ?? SafeText.line(detail ?? ""))
    }

    /// The words for it, the most exact first. They speak of logins; about anything else the
    /// broker's own words are better.
    private var phrase: (any Spoken)? {
        guard act.isPartOfLogin else { return nil }
        if code == RefusalPhrase.missingAsk.rawValue,
            let ask = document["ask"]?.string, let phrase = MissingAsk(rawValue: ask)
        {
            return phrase
        }
        if code == RefusalPhrase.credentialUnusable.rawValue,
            let reason = document["reason"]?.string,
            let phrase = UnusableCredential(rawValue: reason)
        {
            return phrase
        }
        if code == RefusalPhrase.riskBlocked.rawValue, retryAfter != nil {
            return BlockReason.coolingDown
        }
        return RefusalPhrase(rawValue: code)
    }
}
