/// An address taken apart by letters, as RFC 3986 and browsers do.
struct PeerAddress {
    let scheme: String
    var host = ""
    var isWeb: Bool { scheme == "http" || scheme == "https" }

    var isLoopback: Bool {
        host == "localhost" || host == "::1" || (PeerIP(host)?.bytes.starts(with: [127]) == true)
    }

    init(_ text: String) throws {
        let allowed = Set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?[]@!$&'()*+,;=%"
                .utf8)
        try demand(text.utf8.allSatisfy(allowed.contains), "only what may stand in an address")
        try demand(text.utf8.count <= 1024, "no longer than the limit")
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        try demand(parts.count == 2, "a scheme")
        scheme = parts[0].lowercased()
        try demand(
            scheme.utf8.first.map { (97...122).contains($0) } == true,
            "a scheme begins with a letter")
        try demand(
            !["javascript", "data", "vbscript", "blob", "file", "about"].contains(scheme), "runs")
        guard parts[1].hasPrefix("//") else {
            try demand(!isWeb, "the web has hosts")
            return
        }
        let authority = parts[1].dropFirst(2).prefix { $0 != "/" && $0 != "?" }
        try demand(
            !authority.contains("@") && !authority.contains("%"), "nobody stands before the host")
        if authority.hasPrefix("[") {
            host = String(authority.dropFirst().prefix { $0 != "]" })
        } else {
            host = String(authority.prefix { $0 != ":" })
            try demand(
                authority.dropFirst(host.count + 1).allSatisfy(\.isNumber), "a port is a number")
        }
        try demand(!isWeb || !host.isEmpty, "the web has hosts")
    }
}
