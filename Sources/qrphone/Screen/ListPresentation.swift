import StrictJSON
import Terminal

/// Lists as a person reads them. Everything in them comes from others and is shown through
/// ``SafeText``.
extension PendingRequest {
    /// Who, what to compare, how long: one line, beginning with what `--id` takes.
    func line(in language: Language) -> String {
        let message = bindingMessage.map { ": " + SafeText.line($0) } ?? ""
        let left = expiresIn.map { ", \($0) " + Phrase.secondsLeft.text(in: language) } ?? ""
        return SafeText.line(sessionID) + "  "
            + relyingParty.relyingPartyName(in: language) + message + left
    }
}

extension SignIn {
    /// Which browser, since when, and which websites: beginning with what `--end` takes.
    func lines(in language: Language) -> [String] {
        let browser = ["browser", "os", "ip"]
            .compactMap { members[$0]?.string }.map(SafeText.line).joined(separator: ", ")
        let times: [(Phrase, String)] = [
            (.started, "started_at"), (.lastUsed, "last_at"), (.ends, "expires_at"),
        ]
        let rows = times.compactMap { phrase, member in
            members[member]?.string.map { Row.text(phrase, SafeText.line($0), in: language) }
        }
        let sites = relyingParties.map { $0.relyingPartyName(in: language) }
        return [SafeText.line(id) + "  " + browser] + rows
            + (sites.isEmpty
                ? [] : [Row.text(.domain, sites.joined(separator: ", "), in: language)])
    }
}

extension ListedDevice {
    /// Which phone, since when, and what it last decided: beginning with what `--remove` takes.
    func lines(in language: Language) -> [String] {
        let use = members["last_use"]
        let browser = Self.texts(["browser", "os", "location", "ip"], of: use)
        var rows: [(Phrase, String)] = []
        if let since = members["enrolled_at"]?.string { rows.append((.added, since)) }
        if let last = use?["at"]?.string { rows.append((.lastUsed, last)) }
        if let party = use?["relying_party"], party != .null {
            rows.append((.domain, party.relyingPartyName(in: language)))
        }
        if !browser.isEmpty { rows.append((.browser, browser)) }
        return [SafeText.line(kid) + "  " + Self.texts(["model", "os"], of: members)]
            + rows.map { Row.text($0, SafeText.line($1), in: language) }
    }

    private static func texts(_ names: [String], of members: JSONValue?) -> String {
        names.compactMap { members?[$0]?.string }.map(SafeText.line).joined(separator: ", ")
    }
}

extension JSONValue {
    /// Name and domain of a website, as the broker knows them.
    fileprivate func relyingPartyName(in language: Language) -> String {
        let name =
            self["name"]?.string ?? self["id"]?.string ?? Phrase.unknown.text(in: language)
        let domain = self["domain"]?.string.map { " (" + SafeText.line($0) + ")" } ?? ""
        return SafeText.line(name) + domain
    }
}
