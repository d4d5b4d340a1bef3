/// The two things a person recognises in a `User-Agent`: which browser, on which system.
///
/// A table instead of a library: the header is frozen in today's browsers, and only words that
/// stand here ever reach a phone, so nothing a stranger writes into the header can be shown.
struct UserAgent: Equatable {
    let browser: String
    let system: String

    private static let browsers: [(mark: String, name: String)] = [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"), ("MicroMessenger/", "WeChat"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("HeadlessChrome/", "Chrome"),
        ("Chrome/", "Chrome"), ("Version/", "Safari"), ("curl/", "curl"),
    ]

    private static let systems: [(mark: String, name: String)] = [
        ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iPadOS"),
        ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    /// Longer headers are cut before they are looked at; honest ones have up to 300 bytes.
    private static let maximumLength = 1024

    init(_ header: String) {
        let header = String(header.prefix(Self.maximumLength))
        system = Self.systems.first { header.contains($0.mark) }?.name ?? "unknown"
        browser = Self.browsers.lazy.compactMap { Self.named($0, in: header) }.first ?? "unknown"
    }

    /// The name with its first number, where the mark stands.
    private static func named(_ entry: (mark: String, name: String), in header: String) -> String? {
        guard let place = header.ranges(of: entry.mark).first else { return nil }
        let version = header[place.upperBound...].prefix { $0.isASCII && $0.isNumber }.prefix(4)
        return version.isEmpty ? entry.name : "\(entry.name) \(version)"
    }
}
