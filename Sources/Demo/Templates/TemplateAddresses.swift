import Foundation

/// Where the parties of a configuration are reached.
///
/// A template is a file that works as it is, so no special marks stand in it: the addresses of a
/// trial on one machine are found by what they are.
package struct TemplateAddresses: Sendable {
    package var issuer = "http://127.0.0.1:8080"
    package var listen = "127.0.0.1:8080"
    package var managementListen = "127.0.0.1:9080"
    package var portal = "http://127.0.0.1:8081"
    package var wallet = "http://127.0.0.1:8082"
    package var faceProvider = "http://127.0.0.1:8083"
    /// What the phone shows beside the portal's name.
    package var domain = "127.0.0.1"

    /// As the templates are written.
    package init() {}

    /// For a broker whose public address is known.
    ///
    /// - Parameter issuer: where it is plain HTTP, nothing stands in front of the broker, which
    ///   therefore listens there itself.
    /// - Returns: `nil` when this is no address of a server.
    package init?(issuer: String) {
        guard let url = URL(string: issuer), let scheme = url.scheme, let host = url.host(),
            ["http", "https"].contains(scheme), !host.isEmpty
        else { return nil }
        self.issuer = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        if scheme == "http" {
            listen = "\(host.contains(":") ? "[\(host)]" : host):\(url.port ?? 80)"
        }
    }

    /// All at once, since one party may be given the address that another has in the template.
    func placed(in text: String) -> String {
        var result = ""
        var rest = text[...]
        while let (range, address) = first(in: rest) {
            result += rest[..<range.lowerBound] + address
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    private func first(in text: Substring) -> (range: Range<Substring.Index>, address: String)? {
        let found = zip(Self().marks, marks).compactMap { written, wanted in
            text.range(of: written).map { (range: $0, address: wanted) }
        }
        return found.min { $0.range.lowerBound < $1.range.lowerBound }
    }

    private var marks: [String] {
        [issuer, portal, wallet, faceProvider, listen, managementListen, "domain: \(domain)"]
    }
}
