import StrictJSON

/// What a page hears of its login session.
struct PageState {
    var status: String
    var version: Int
    var matchNumber: String?
    /// The authorization code, once approved.
    var code: String?
    /// Why it ended.
    var reason: String?

    init?(_ answer: JSONValue) {
        guard let status = answer["status"]?.string, let version = answer["version"]?.integer
        else { return nil }
        self.status = status
        self.version = Int(version)
        matchNumber = answer["match_number"]?.string
        code = answer["result"]?["code"]?.string
        reason = answer["problem"]?["reason"]?.string ?? answer["problem"]?["code"]?.string
    }

    var isOver: Bool {
        ["redeemed", "denied", "cancelled", "expired", "failed", "replaced"].contains(status)
    }
}
