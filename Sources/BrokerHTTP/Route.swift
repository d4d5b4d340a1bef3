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
    /// Whether a person looks at the answer, not a script.
    let isPage: Bool
    private let parts: [Part]
    private let takesRest: Bool
    let handler: Handler

    init(
        _ method: HTTPRequest.Method, _ pattern: String, isOAuth: Bool = false,
        bodyLimit: Int = Call.bodyLimit, beginsLogin: Bool = false, isPage: Bool = false,
        _ endpoint: @escaping Endpoint
    ) {
        self.init(method, pattern, isOAuth, bodyLimit, beginsLogin, isPage, .endpoint(endpoint))
    }

    init(
        _ method: HTTPRequest.Method, _ pattern: String, bodyLimit: Int = Call.bodyLimit, poll: Poll
    ) {
        self.init(method, pattern, false, bodyLimit, false, false, .poll(poll))
    }

    private init(
        _ method: HTTPRequest.Method, _ pattern: String, _ isOAuth: Bool, _ bodyLimit: Int,
        _ beginsLogin: Bool, _ isPage: Bool, _ handler: Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.isOAuth = isOAuth
        self.bodyLimit = bodyLimit
        self.beginsLogin = beginsLogin
        self.isPage = isPage
        parts = pattern.split(separator: "/", omittingEmptySubsequences: false).map(Part.init)
        takesRest = if case .rest = parts.last { true } else { false }
        self.handler = handler
    }

    var takesPictures: Bool { bodyLimit == Call.pictureLimit }

    /// One part of a pattern.
    private enum Part: Sendable {
        case fixed(Substring)
        case varying(String)
        /// All that is left, at least one part.
        case rest

        init(_ text: Substring) {
            self =
                text == "{rest}"
                ? .rest
                : text.hasPrefix("{") ? .varying(String(text.dropFirst().dropLast())) : .fixed(text)
        }
    }

    /// The varying parts of a path that fits; `{rest}` takes all that is left.
    func match(_ path: [Substring]) -> [String: String]? {
        fits(path) ? values(of: path) : nil
    }

    private func fits(_ path: [Substring]) -> Bool {
        // Before any text is compared: most routes are not as long.
        guard path.count == parts.count || takesRest && path.count > parts.count
        else { return false }
        return zip(parts, path).allSatisfy { part, text in
            switch part {
            case .fixed(let wanted): wanted == text
            case .varying: !text.isEmpty
            case .rest: true
            }
        }
    }

    private func values(of path: [Substring]) -> [String: String] {
        var values: [String: String] = [:]
        for (index, part) in parts.enumerated() {
            switch part {
            case .fixed: continue
            case .varying(let name): values[name] = String(path[index])
            case .rest: values["rest"] = path[index...].joined(separator: "/")
            }
        }
        return values
    }
}
