/// The two things a person recognises in a `User-Agent`: which browser, on which system.
///
/// A table instead of a library: the header is frozen in today's browsers, and only words that
/// stand here ever reach a phone, so nothing a stranger writes into the header can be shown.
struct UserAgent: Equatable {
    let browser: String
    let system: String
    /// A tablet is none: it shows as much as a desk does, and its camera faces the table.
    let isPhone: Bool

    /// What stands in the header, and what is shown for it.
    private struct Entry {
        let mark: [UInt8]
        let name: String

        init(_ entry: (mark: String, name: String)) {
            (mark, name) = (Array(entry.mark.utf8), entry.name)
        }
    }

    private static let browsers: [Entry] = [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"), ("MicroMessenger/", "WeChat"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("HeadlessChrome/", "Chrome"),
        ("Chrome/", "Chrome"), ("Version/", "Safari"), ("curl/", "curl"),
    ].map(Entry.init)

    private static let systems: [Entry] = [
        ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iPadOS"),
        ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ].map(Entry.init)

    private static let mobile = Array("Mobile".utf8)
    private static let tablet = Array("iPad".utf8)

    /// Longer headers are cut before they are looked at; honest ones have up to 300 bytes.
    private static let maximumLength = 1024

    init(_ header: String) {
        // Bytes: to compare characters instead took 25 µs of each creation (`perf`, `qrload logins`).
        let header = Array(header.utf8.prefix(Self.maximumLength))
        system = Self.systems.first { header.end(of: $0.mark) != nil }?.name ?? "unknown"
        isPhone = Self.isPhone(header)
        browser = Self.browsers.lazy.compactMap { Self.named($0, in: header) }.first ?? "unknown"
    }

    /// Browsers of phones say `Mobile`, and so does the iPad where it does not pass for a desk.
    private static func isPhone(_ header: [UInt8]) -> Bool {
        header.end(of: mobile) != nil && header.end(of: tablet) == nil
    }

    /// The name with its first number, where the mark stands.
    private static func named(_ entry: Entry, in header: [UInt8]) -> String? {
        guard let end = header.end(of: entry.mark) else { return nil }
        let version = header[end...].prefix(4).prefix { (48...57).contains($0) }
        return version.isEmpty
            ? entry.name : "\(entry.name) \(String(decoding: version, as: UTF8.self))"
    }
}

extension [UInt8] {
    /// Where the first occurrence of a mark ends.
    fileprivate func end(of mark: [UInt8]) -> Int? {
        guard count >= mark.count else { return nil }
        for start in 0...(count - mark.count)
        where self[start] == mark[0] && self[start...].starts(with: mark) {
            return start + mark.count
        }
        return nil
    }
}
