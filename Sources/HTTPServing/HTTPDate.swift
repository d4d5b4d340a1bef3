import Glibc

/// The `Date` of answers (RFC 9110 section 5.6.7), made anew once a second.
struct HTTPDate {
    private var second = time_t.min
    private(set) var text = ""

    mutating func update(to now: time_t) {
        if now == second { return }
        second = now
        text = Self.text(of: now)
    }

    /// - Parameter moment: in seconds since 1970.
    static func text(of moment: time_t) -> String {
        var (parts, moment) = (tm(), moment)
        gmtime_r(&moment, &parts)
        // The names are English: no locale is ever set.
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
            let count = strftime(buffer.baseAddress!, 32, "%a, %d %b %Y %H:%M:%S GMT", &parts)
            return String(
                decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}
