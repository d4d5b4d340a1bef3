import Addresses
import Foundation

/// The forms of addresses that portals may register.
package enum PortalAddress {
    /// Addresses of these schemes run or read something instead of leading somewhere.
    private static let runningSchemes = [
        "javascript", "data", "vbscript", "blob", "file", "about", "view-source",
    ]
    private static let byteLimit = 1024

    /// An absolute address without fragment, which a browser goes to and nothing runs.
    package static func isRedirectURI(_ text: String) -> Bool {
        guard let url = url(text), let scheme = url.scheme?.lowercased(),
            !runningSchemes.contains(scheme)
        else { return false }
        return scheme != "http" && scheme != "https" || webHost(text) != nil
    }

    /// One of a portal that nobody has checked: https, http on this very machine, or a scheme of its
    /// own, which has a dot because it begins with a name of the maker's (RFC 8252 section 7.1).
    package static func isStrangersRedirectURI(_ text: String) -> Bool {
        guard isRedirectURI(text), let scheme = url(text)?.scheme?.lowercased() else {
            return false
        }
        switch scheme {
        case "https": return true
        case "http": return webHost(text).map(isLoopback) ?? false
        default: return scheme.contains(".")
        }
    }

    /// The host that a browser goes to; `nil` where an app of the person's is opened, whatever its
    /// address looks like.
    package static func webHost(_ text: String) -> String? {
        guard let url = url(text), ["http", "https"].contains(url.scheme?.lowercased()),
            let host = url.host, !host.isEmpty
        else { return nil }
        return host
    }

    /// An address that the broker itself calls: https, or http on this very machine.
    package static func isCallable(_ text: String) -> Bool {
        guard isRedirectURI(text), let url = url(text), let host = webHost(text)
        else { return false }
        return url.scheme == "https" || (url.scheme == "http" && isLoopback(host))
    }

    /// Whether a host is this very machine.
    package static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" { return true }
        // Only what every reader takes for the same address: `127.010.0.1` is one of two.
        guard let address = IPAddress(host) else { return false }
        return address.bytes.count == 4 ? address.bytes[0] == 127 : host == "::1"
    }

    /// The parts of an absolute address, if every reader sees the same ones.
    ///
    /// Where browsers are lenient others are not: a browser takes `https://evil.example\@bank.example`
    /// to the first host, and a phone would show the second. So only what RFC 3986 section 2 lets
    /// stand is taken, and neither a user nor an encoded letter stands before the host.
    private static func url(_ text: String) -> URL? {
        guard text.utf8.count <= byteLimit, text.utf8.allSatisfy(mayStand),
            let url = URL(string: text, encodingInvalidCharacters: false),
            isScheme(url.scheme ?? ""), url.fragment == nil, url.user(percentEncoded: true) == nil,
            url.password(percentEncoded: true) == nil,
            url.host(percentEncoded: true)?.contains("%") != true
        else { return nil }
        return url
    }

    /// A letter, and then letters, digits, `+`, `-` and `.` (RFC 3986 section 3.1): Foundation takes an
    /// empty one, too.
    private static func isScheme(_ text: String) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
        return text.utf8.first.map(isLetter) == true
            && text.utf8.allSatisfy {
                isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0)
            }
    }

    private static func mayStand(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !#""<>\^`{|}"#.utf8.contains(byte)
    }
}
