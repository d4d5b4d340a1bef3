import Foundation
import HTTPServing
import HTTPTypes
import LoginFlow
import Secrets

@testable import Broker
@testable import BrokerHTTP

extension FuzzTarget {
    /// `Accept-Language`.
    static let preferences = FuzzTarget(
        "preferences", ["zh-CN,zh;q=0.9,en;q=0.8", "en;q=0.5, fr ; q=0", "*", "de"],
        words: [",", ";", "q=", ";q=0.5", ";q=nan", ";q=inf", ";q=0x1p3", "en", "ZH"],
        verdicts: [.taken]
    ) { input in
        guard let input = text(input) else { return .taken }
        let list = Preferences.list(input)
        try demand(list.count <= 32, "no more than the limit")
        try demand(list.allSatisfy { !$0.isEmpty && same($0, $0.lowercased()) }, "in small letters")
        try demand(
            list.allSatisfy { !$0.utf8.contains { $0 == 0x2C || $0 == 0x3B } }, "one entry each")
        return .taken
    }

    /// `User-Agent`, of which nothing but known words is shown.
    static let userAgent = FuzzTarget(
        "user-agent",
        [
            "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1",
            "curl/8.0",
        ],
        words: ["Chrome/", "Edg/1", "Android", "Windows", "Version/", "/", "٣", "１"],
        verdicts: [.taken]
    ) { input in
        let agent = UserAgent(String(decoding: input, as: UTF8.self))
        let systems: Set = [
            "HarmonyOS", "Android", "iOS", "iPadOS", "Windows", "macOS", "ChromeOS", "Linux",
            "unknown",
        ]
        try demand(systems.contains(agent.system), "a known word")
        let parts = agent.browser.utf8.split(separator: 0x20).map { String(Substring($0)) }
        let words: Set = [
            "Edge", "Opera", "Samsung", "Internet", "Vivaldi", "WeChat", "Firefox", "Chrome",
            "Safari", "curl",
            "unknown",
        ]
        for part in parts where !words.contains(part) {
            let isNumber = part.utf8.allSatisfy { (48...57).contains($0) } && part.utf8.count <= 4
            try demand(isNumber, "a known word and a number: \(agent.browser)")
        }
        return .taken
    }

    /// Parameters of a media type: charset, boundary.
    static let headerParameter = FuzzTarget(
        "header-parameter",
        [
            "application/json; charset=utf-8", "multipart/form-data; boundary=\"a;b\"; x=y",
            "a/b;Charset=\"UTF-8\"",
        ], words: [";", "charset=", "boundary=x", "\"", "=", "; ", "\\\""]
    ) { input in
        guard let input = text(input) else { return .refused }
        var found = false
        for name in ["charset", "boundary"] {
            let value = HeaderParameter.value(name, of: input)
            try demand(
                value == nil || HeaderParameter.has(name, input), "what has a value is there")
            try demand(value?.isEmpty != true, "a value says something")
            if let value {
                found = true
                try demand(!value.utf8.contains(UInt8(ascii: "\"")), "without its quotes: \(value)")
                let again = HeaderParameter.value(name, of: input + "; \(name)=twice")
                let isQuoted = !input.utf8.filter { $0 == UInt8(ascii: "\"") }.count.isMultiple(
                    of: 2)
                try demand(again == nil || isQuoted, "twice is not once")
            }
        }
        return found ? .taken : .refused
    }

    private static let id = SessionID(bytes: [UInt8](repeating: 5, count: 16))!
    private static let secret = String(repeating: "A", count: 43)

    /// The cookie of a page, among others.
    static let cookie = FuzzTarget(
        "cookie",
        ["qr_\(id.text.prefix(8))=\(secret)", "a=b; qr_\(id.text.prefix(8))=\(secret); c=d"],
        words: ["; ", ";", "=", "qr_\(id.text.prefix(8))=", secret, "\""]
    ) { input in
        guard let input = text(input) else { return .refused }
        // Such a field comes over no connection.
        if input.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return .refused }
        let name = PageCookie.name(of: id, issuer: settings.issuer)
        let call = Call(
            request: Request(
                head: HTTPRequest(
                    method: .get, scheme: nil, authority: nil, path: "/",
                    headerFields: [.cookie: input]), body: nil, peer: "203.0.113.7"),
            address: "203.0.113.7", parameters: ["session_id": id.text])
        guard let found = try? call.page(settings) else { return .refused }
        try demand(found.0 == id, "the one of the path")
        let wanted = "\(name)=\(found.1.exposedText)"
        let pairs = input.utf8.split(separator: UInt8(ascii: ";")).map { pair in
            // Fields have no blanks at their ends.
            String(Substring(pair)).trimmingCharacters(in: .whitespaces)
        }
        try demand(pairs.contains { same($0, wanted) }, "it stands there as a whole")
        return .taken
    }

    private static let settings = BrokerSettings(
        issuer: "http://127.0.0.1:8080", relyingParties: [], wallets: [], terms: [:],
        limits: LimitSettings())
}
