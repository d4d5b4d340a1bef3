import Broker
import HTTPTypes
import Hummingbird
import LoginFlow
import Secrets
import StrictJSON

extension Endpoints {
    /// `GET /v1/sessions/{session_id}`
    func watchLogin(_ call: Call) async throws(Problem) -> Response {
        let (id, token) = try await ownLogin(call)
        let after = try call.number("after")
        let wait = Seconds(Int(min(try call.number("wait"), 60)))
        let outcome = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.watch(id, token, after: after, wait: wait)
        }
        switch outcome {
        case .view(let view): return try await signingIn(answer(view), view, token, call)
        case .unchanged(let version): return Self.unchanged(version)
        case .closing(let version): return Self.closing(version)
        }
    }

    /// The hosted page gets the browser's sign-in together with the result; a portal's own page
    /// shows the poll token itself, and its browser gets no cookie of ours.
    private func signingIn(
        _ response: Response, _ view: PageView, _ poll: PollToken, _ call: Call
    ) async throws(Problem) -> Response {
        guard view.result != nil, call.authorization(scheme: "bearer") == nil else {
            return response
        }
        let token = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.signInToken(for: view, poll)
        }
        guard let token else { return response }
        var response = response
        response.headers[.setCookie] = SignInCookie.header(token, issuer: settings.issuer)
        return response
    }

    func answer(_ view: PageView) -> Response {
        var response = Response.json(.object(view.members))
        response.headers[.sessionVersion] = "\(view.version)"
        return response
    }

    static func unchanged(_ version: Int64) -> Response {
        var response = Response.empty(.noContent)
        response.headers[.sessionVersion] = "\(version)"
        return response
    }

    /// The server is going down; the page asks its successor.
    static func closing(_ version: Int64) -> Response {
        var response = unchanged(version)
        response.headers[.retryAfter] = "1"
        response.headers[.connection] = "close"
        return response
    }
}
