/// A header that lists what somebody would like, with weights (RFC 9110 section 12.4.2).
enum Preferences {
    /// Bytes; browsers send up to a few hundred. Taking 70,000 apart takes ten milliseconds.
    private static let maximumLength = 4096

    /// The entries by falling weight, equal ones in the order they stand; weight 0 is left out.
    /// Whoever has more to say than anybody has said nothing.
    static func list(_ header: String) -> [String] {
        guard header.utf8.count <= maximumLength else { return [] }
        // Longer lists are not honest, and sorting them is work.
        let entries = header.utf8.split(separator: UInt8(ascii: ",")).prefix(32).compactMap(entry)
        return entries.enumerated()
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map(\.element.text)
    }

    /// Byte by byte: a letter and the marks behind it would be one `Character`, a comma, too.
    private static func entry(_ bytes: Substring.UTF8View) -> (text: String, weight: Double)? {
        let parts = bytes.split(
            separator: UInt8(ascii: ";"), omittingEmptySubsequences: false
        ).map { part in
            String(Substring(part).unicodeScalars.filter { $0 != " " && $0 != "\t" })
        }
        guard let name = parts.first, !name.isEmpty else { return nil }
        var weight = 1.0
        for part in parts.dropFirst() where part.lowercased().hasPrefix("q=") {
            weight = Double(part.dropFirst(2)) ?? 0
        }
        return 0 < weight && weight <= 1 ? (name.lowercased(), weight) : nil
    }
}
