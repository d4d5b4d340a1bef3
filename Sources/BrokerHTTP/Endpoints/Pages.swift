import Broker
import HTTPTypes
import Hummingbird
import WebFiles

/// The broker's own pages: files that are the same for everybody.
extension Endpoints {
    /// `GET /login/{session_id}`: the page finds out with its cookie whose login it shows.
    func loginPage(_ call: Call) async throws(Problem) -> Response {
        try page("login/index.html")
    }

    /// `GET /q/{payload}`: one and the same for every payload, valid or not.
    func landingPage(_ call: Call) async throws(Problem) -> Response {
        try page("landing/index.html")
    }

    /// `GET /terms/{id}`
    func terms(_ call: Call) async throws(Problem) -> Response {
        try page("terms/\(call.parameters["id"] ?? "")/index.html")
    }

    /// A page that says why a request of some portal could not be trusted.
    func errorPage(_ problem: Problem) throws(Problem) -> Response {
        guard let file = files["error/index.html"] else { throw Problem(.notFound) }
        let text = String(decoding: file.bytes, as: UTF8.self)
            .replacing("{{problem}}", with: problem.code.rawValue)
        // 401 and 403 would be about this browser; the fault is the portal's.
        let isPortals = problem.code.status.code < 429
        var response = Response.bytes(
            Array(text.utf8), type: file.type,
            status: isPortals ? .badRequest : problem.code.status)
        for field in problem.headers where field.name != .wwwAuthenticate {
            response.headers[field.name] = field.value
        }
        return asPage(response)
    }

    private func page(_ name: String) throws(Problem) -> Response {
        guard let file = files[name] else { throw Problem(.notFound) }
        return asPage(.bytes(file.bytes, type: file.type))
    }

    private func asPage(_ response: Response) -> Response {
        var response = response
        response.headers[.contentSecurityPolicy] = SecurityHeaders.pagePolicy
        response.headers[.permissionsPolicy] = "camera=(), microphone=(), geolocation=()"
        return response
    }
}
