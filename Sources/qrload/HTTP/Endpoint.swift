/// Where a request goes: `http://HOST[:PORT]/PATH?QUERY`.
///
/// Plain HTTP alone: with TLS in the way a load test on one machine would measure how fast both
/// sides encrypt. A deployment behind a proxy is tested at the broker's own listener.
struct Endpoint: Equatable {
    var host: String
    var port: Int
    /// Path and query, beginning with `/`.
    var target: String

    init?(_ text: some StringProtocol) {
        guard text.hasPrefix("http://"), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        let rest = text.dropFirst("http://".count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let target = rest.dropFirst(authority.count)
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty, !authority.contains("@") else {
            return nil
        }
        host = String(parts[0])
        port = 80
        if parts.count == 2 {
            guard let number = UInt16(parts[1]), number > 0 else { return nil }
            port = Int(number)
        }
        self.target = target.hasPrefix("/") ? String(target) : "/" + target
    }

    /// What the `Host` header says.
    var authority: String { port == 80 ? host : "\(host):\(port)" }

    /// Whether many source addresses can be had: every address of 127.0.0.0/8 is this machine's.
    var isLoopback: Bool { host == "localhost" || host.hasPrefix("127.") }
}
