import Broker
import HTTPTypes

/// By what the broker knows a browser again, so that the phone need not call it new.
///
/// It opens nothing: it is compared with what the person used before, and kept as a digest.
enum BrowserCookie {
    /// 400 days, the longest that browsers keep a cookie.
    private static let lifetime = 34_560_000

    static func name(issuer: String) -> String {
        issuer.hasPrefix("https:") ? "__Host-qr_browser" : "qr_browser"
    }

    static func header(_ mark: String, issuer: String) -> String {
        let secure = issuer.hasPrefix("https:") ? "; Secure" : ""
        return
            "\(name(issuer: issuer))=\(mark); Path=/; Max-Age=\(lifetime); HttpOnly; SameSite=Lax"
            + secure
    }
}

extension Call {
    /// The browser's mark from an earlier login; text of another length is none of ours.
    func browserMark(_ settings: BrokerSettings) -> String? {
        guard let mark = cookie(BrowserCookie.name(issuer: settings.issuer)),
            mark.utf8.count == Broker.browserMarkLength
        else { return nil }
        return mark
    }
}
