import Broker
import HTTPServing
import HTTPTypes
import WebFiles

/// The broker's own pages: files that are the same for everybody.
extension Endpoints {
    /// `GET /login/{session_id}`: the page finds out with its cookie whose login it shows.
    func loginPage(_ call: Call) async throws(Problem) -> Response {
        var page = try page("login/index.html")
        page.headers[.contentSecurityPolicy] = SecurityHeaders.pagePolicy(
            images: imageOrigins, ancestors: await frameAncestors(call))
        return page
    }

    /// Nobody's for a browser that does not show the login's cookie, so that an unknown login looks
    /// as a foreign one does; and nobody's when the login cannot be read just now, for the page itself
    /// is the same for everybody and says so better than an error here.
    private func frameAncestors(_ call: Call) async -> [String] {
        guard let (id, token) = try? call.page(settings) else { return [] }
        return (try? await broker.frameAncestors(of: id, token)) ?? []
    }

    /// Who frames the logins of the portal that a request names may frame what is said instead of one:
    /// a frame that stays empty says nothing. Of a portal that is switched off, too.
    func ancestorsOfPortal(in call: Call) -> [String] {
        guard let clientID = try? call.query()["client_id"] else { return [] }
        return broker.parties.known(clientID)?.frameAncestors ?? []
    }

    /// `GET /q/{payload}`: one and the same for every payload, valid or not.
    func landingPage(_ call: Call) async throws(Problem) -> Response {
        try page("landing/index.html")
    }

    /// `GET /device`: for people who open it in a browser instead of scanning.
    func devicePage(_ call: Call) async throws(Problem) -> Response {
        try page("device/index.html")
    }

    /// `GET /terms/{id}`
    func terms(_ call: Call) async throws(Problem) -> Response {
        try page("terms/\(call.parameters["id"] ?? "")/index.html")
    }

    /// A page that says why a request of some portal could not be trusted.
    ///
    /// - Parameters:
    ///   - errorID: by which the line in the log is found.
    ///   - ancestors: origins whose pages may show it in a frame.
    func errorPage(
        _ problem: Problem, errorID: String? = nil, ancestors: [String] = []
    ) throws(Problem) -> Response {
        var response = try page(
            "error/index.html",
            ["problem": problem.code.rawValue, "error_id": errorID ?? ""])
        response.headers[.contentSecurityPolicy] = SecurityHeaders.pagePolicy(
            images: imageOrigins, ancestors: ancestors)
        // 401 and 403 would be about this browser; the fault is the portal's.
        let isPortals = problem.code.status.code < 429
        response.status = isPortals ? .badRequest : problem.code.status
        for field in problem.headers where field.name != .wwwAuthenticate {
            response.headers[field.name] = field.value
        }
        return response
    }

    /// A page that posts an answer to the portal. Where the portal goes on from there is its own
    /// business, and browsers apply `form-action` to that too.
    func answerPage(_ response: AuthorizationResponse) throws(Problem) -> Response {
        let fields = response.parameters.map { ($0.name, $0.value) }
        var page = try page(
            "answer/index.html",
            ["action": HTMLText.escape(response.redirectURI), "fields": HTMLText.hidden(fields)])
        page.headers[.contentSecurityPolicy] = SecurityHeaders.pagePolicy(
            images: imageOrigins, formAction: "https: http:")
        return page
    }

    /// The page that asks whether to sign out, or says that it is done.
    ///
    /// - Parameter form: what the button sends again; `nil` when it is done.
    func logoutPage(asking form: FormParameters?) throws(Problem) -> Response {
        let names = [
            "id_token_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales",
        ]
        let fields = names.compactMap { name in form?[name].map { (name, $0) } }
        var page = try page(
            "logout/index.html",
            [
                "state": form == nil ? "done" : "ask",
                "action": HTMLText.escape(path + "/end_session"),
                "fields": HTMLText.hidden(fields),
            ])
        page.headers[.contentSecurityPolicy] = SecurityHeaders.pagePolicy(
            images: imageOrigins, formAction: "https: http:")
        return page
    }

    /// - Parameter values: what takes the place of `{{name}}`, safe in HTML already.
    func page(
        _ name: String, _ values: [String: String] = [:]
    ) throws(Problem) -> Response {
        guard let file = files[name] else { throw Problem(.notFound) }
        if values.isEmpty { return asPage(.bytes(file.bytes, type: file.type)) }
        // In one pass, so that nothing in a value is ever taken for a place.
        let parts = String(decoding: file.bytes, as: UTF8.self).split(separator: "{{")
        let text = parts.dropFirst().reduce(parts.first.map(String.init) ?? "") { text, part in
            let halves = part.split(
                separator: "}}", maxSplits: 1, omittingEmptySubsequences: false)
            return text + (values[String(halves[0])] ?? "")
                + (halves.count > 1 ? String(halves[1]) : "")
        }
        return asPage(.bytes(Array(text.utf8), type: file.type))
    }

    private func asPage(_ response: Response) -> Response {
        var response = response
        response.headers[.contentSecurityPolicy] = SecurityHeaders.pagePolicy(
            images: imageOrigins)
        response.headers[.permissionsPolicy] = "camera=(), microphone=(), geolocation=()"
        return response
    }
}
