/// The parameters of a header value, such as `charset` or `boundary` (RFC 9110 section 5.6.6).
///
/// Byte by byte: a quote with a mark behind it would be another `Character`.
enum HeaderParameter {
    /// - Returns: the parameter, quoted or not; `nil` when it is missing or stands twice.
    static func value(_ name: String, of header: some StringProtocol) -> String? {
        let values = pieces(String(header)).dropFirst().compactMap { piece -> String? in
            let pair = piece.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, Self.name(pair[0]) == name else { return nil }
            return String(Substring(pair[1]).unicodeScalars.filter { $0 != "\"" })
        }
        return values.count == 1 && !values[0].isEmpty ? values[0] : nil
    }

    /// Whether the parameter is there at all.
    static func has(_ name: String, _ header: String) -> Bool {
        pieces(header).dropFirst().contains { piece in
            Self.name(piece.prefix { $0 != UInt8(ascii: "=") }) == name
        }
    }

    private static func name(_ bytes: Substring.UTF8View) -> String {
        String(Substring(bytes).unicodeScalars.filter { $0 != " " && $0 != "\t" }).lowercased()
    }

    /// The parts between semicolons; those inside quotes do not count.
    private static func pieces(_ header: String) -> [Substring.UTF8View] {
        var isQuoted = false
        return header.utf8.split(omittingEmptySubsequences: false) { byte in
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            return byte == UInt8(ascii: ";") && !isQuoted
        }
    }
}
