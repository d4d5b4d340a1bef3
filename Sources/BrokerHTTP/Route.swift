import HTTPServing
import HTTPTypes

/// One address and what answers there.
struct Route: Sendable {
    typealias Endpoint = @Sendable (Call) async throws(Problem) -> Response

    /// How its requests are answered.
    enum Handler: Sendable {
        case endpoint(Endpoint)
        case poll(Poll)
    }

    /// A request that may be held.
    struct Poll: Sendable {
        /// What can be said from memory; `nil`: it takes a look.
        var glance: @Sendable (Call) throws(Problem) -> PollGlance? = { _ in nil }
        let look: @Sendable (Call) async throws(Problem) -> PollGlance
    }

    let method: HTTPRequest.Method
    /// With `{name}` for a part that varies.
    let pattern: String
    /// Whether errors are said in the form of RFC 6749.
    let isOAuth: Bool
    /// Bytes of body that it takes.
    let bodyLimit: Int
    /// Whether it begins a login: the first to be turned away when there is too much to do.
    let beginsLogin: Bool
    private let parts: [Substring]
    let handler: Handler

    init(
        _ method: HTTPRequest.Method, _ pattern: String, isOAuth: Bool = false,
        bodyLimit: Int = Call.bodyLimit, beginsLogin: Bool = false,
        _ endpoint: @escaping Endpoint
    ) {
        self.init(method, pattern, isOAuth, bodyLimit, beginsLogin, .endpoint(endpoint))
    }

    init(
        _ method: HTTPRequest.Method, _ pattern: String, bodyLimit: Int = Call.bodyLimit, poll: Poll
    ) {
        self.init(method, pattern, false, bodyLimit, false, .poll(poll))
    }

    private init(
        _ method: HTTPRequest.Method, _ pattern: String, _ isOAuth: Bool, _ bodyLimit: Int,
        _ beginsLogin: Bool, _ handler: Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.isOAuth = isOAuth
        self.bodyLimit = bodyLimit
        self.beginsLogin = beginsLogin
        parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
        self.handler = handler
    }

    var takesPictures: Bool { bodyLimit == Call.pictureLimit }

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
