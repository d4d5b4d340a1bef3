/// A table of a page; its first column is text, the others are figures.
struct HTMLTable {
    var title: String
    var head: [String]
    /// `name|explanation` in the first column shows the explanation small beside the name.
    var rows: [[String]]

    var html: String {
        let head =
            self.head.isEmpty
            ? ""
            : "<thead><tr>"
                + self.head.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }.joined()
                + "</tr></thead>"
        let body = rows.map { row in
            "<tr>" + Self.first(row[0])
                + row.dropFirst().map { "<td>\(HTMLText.escaped($0))</td>" }.joined() + "</tr>"
        }
        return """
            <section><h2>\(HTMLText.escaped(title))</h2>
            <div class="wide"><table\(self.head.isEmpty ? " class=\"pairs\"" : "")>\(head)<tbody>
            \(body.joined(separator: "\n"))
            </tbody></table></div></section>
            """
    }

    private static func first(_ text: String) -> String {
        let parts = text.split(separator: "|", maxSplits: 1).map(String.init)
        let note = parts.count > 1 ? "<small>\(HTMLText.escaped(parts[1]))</small>" : ""
        return "<th scope=\"row\">\(HTMLText.escaped(parts.first ?? ""))\(note)</th>"
    }
}
