/// The parameters of a header value, such as `charset` or `boundary` (RFC 9110 section 5.6.6).
enum HeaderParameter {
    /// - Returns: the parameter, quoted or not; `nil` when it is missing or stands twice.
    static func value(_ name: String, of header: some StringProtocol) -> String? {
        let values = pieces(String(header)).dropFirst().compactMap { piece -> String? in
            let pair = piece.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, String(pair[0].filter { $0 != " " }).lowercased() == name
            else { return nil }
            return String(pair[1].filter { $0 != "\"" })
        }
        return values.count == 1 && !values[0].isEmpty ? values[0] : nil
    }

    /// Whether the parameter is there at all.
    static func has(_ name: String, _ header: String) -> Bool {
        pieces(header).dropFirst().contains { piece in
            String(piece.prefix { $0 != "=" }.filter { $0 != " " }).lowercased() == name
        }
    }

    /// The parts between semicolons; those inside quotes do not count.
    private static func pieces(_ header: String) -> [String] {
        var isQuoted = false
        return header.split(omittingEmptySubsequences: false) { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ";" && !isQuoted
        }.map(String.init)
    }
}
