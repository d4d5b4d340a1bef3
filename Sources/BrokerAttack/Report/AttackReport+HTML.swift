import Foundation

extension AttackReport {
    /// A page that needs nothing but itself.
    ///
    /// - Parameter guides: what stands before the name of a guide in links.
    package func html(guides: String) -> String {
        let rows = entries.map { Self.row($0, guides) }.joined()
        let heading = isBroken ? "An attack succeeded" : "No attack succeeded"
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Attacks on \(Self.escaped(issuer))</title>
            <style>\(Self.style)</style></head><body><main>
            <h1>\(heading)</h1>
            <p>\(Self.escaped(issuer)), attacked at \(Self.escaped(url)) on \
            \(startedAt.ISO8601Format()): \(summary).</p>
            <table><thead><tr><th scope="col">No.</th><th scope="col">Attack</th>\
            <th scope="col">Verdict</th><th scope="col">What happened</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            </main></body></html>

            """
    }

    /// What is longer, and was as it should be, is folded.
    private static let longList = 6

    private static func row(_ entry: Entry, _ guides: String) -> String {
        let (card, finding) = (entry.card, entry.finding)
        let verdict = finding.verdict
        let seen = finding.observations.map { seen in
            "<li\(seen.isBreach ? " class=\"breach\"" : "")>\(escaped(seen.fullText))</li>"
        }
        var list = seen.isEmpty ? "" : "<ul>\(seen.joined())</ul>"
        if seen.count > longList, verdict == .held {
            list = "<details><summary>\(seen.count) things were seen</summary>\(list)</details>"
        }
        let caveat = finding.caveat.map { "<p class=\"caveat\">\(escaped($0))</p>" } ?? ""
        let kind = verdict.word.replacing(" ", with: "-")
        return """
            <tr id="attack-\(card.number)"><td>\(card.number)</td>\
            <td><strong>\(escaped(card.title))</strong><p>\(escaped(finding.tried))</p>\
            <p class="against">Against: \(escaped(card.against)). \
            <a href="\(escaped(guides + card.link))">\(escaped(card.link))</a></p></td>\
            <td class="\(kind)">\(verdict.word)</td>\
            <td>\(caveat)\(escaped(verdict.reason ?? ""))\(list)</td></tr>

            """
    }

    /// What was seen comes from whoever answers at that address: none of it may become markup.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    private static let style = """
        :root{color-scheme:light dark;--good:#17663a;--bad:#a3131c;--dim:#5f6368}
        @media(prefers-color-scheme:dark){:root{--good:#7dd3a0;--bad:#ff9b9b;--dim:#a8adb3}}
        body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:72rem;margin:auto;padding:1rem}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;
        padding:.5rem;border-bottom:1px solid color-mix(in srgb,currentColor 25%,transparent)}
        td p,ul{margin:.25rem 0}ul{padding-left:1.2rem}.against{color:var(--dim);font-size:.875rem}
        .held{color:var(--good)}.broken,.breach{color:var(--bad);font-weight:700}
        .not-tried,.interrupted{color:var(--dim)}.caveat{font-weight:700}td,p{overflow-wrap:anywhere}
        td:nth-child(-n+3):not(:nth-child(2)){white-space:nowrap}
        @media(max-width:44rem){thead{display:none}table,tbody,tr,td{display:block}
        tr{padding:.75rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 25%,transparent)}
        td{padding:.1rem 0;border:0}td:first-child{color:var(--dim);font-size:.875rem}}
        """
}
