import HTTPTypes
import Hummingbird

/// One address and what answers there.
struct Route: Sendable {
    typealias Endpoint = @Sendable (Call) async throws(Problem) -> Response

    let method: HTTPRequest.Method
    /// With `{name}` for a part that varies.
    let pattern: String
    /// Whether errors are said in the form of RFC 6749.
    let isOAuth: Bool
    private let parts: [Substring]
    let endpoint: Endpoint

    init(
        _ method: HTTPRequest.Method, _ pattern: String, isOAuth: Bool = false,
        _ endpoint: @escaping Endpoint
    ) {
        self.method = method
        self.pattern = pattern
        self.isOAuth = isOAuth
        parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
        self.endpoint = endpoint
    }

    /// The varying parts of a path that fits; `{rest…}` takes all that is left.
    func match(_ path: [Substring]) -> [String: String]? {
        var values: [String: String] = [:]
        for (index, part) in parts.enumerated() {
            if part == "{rest}" {
                guard index < path.count else { return nil }
                values["rest"] = path[index...].joined(separator: "/")
                return values
            }
            guard index < path.count else { return nil }
            if part.hasPrefix("{") {
                guard !path[index].isEmpty else { return nil }
                values[String(part.dropFirst().dropLast())] = String(path[index])
            } else if part != path[index] {
                return nil
            }
        }
        return parts.count == path.count ? values : nil
    }
}
