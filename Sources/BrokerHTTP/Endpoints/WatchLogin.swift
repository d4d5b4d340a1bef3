import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import Secrets
import StrictJSON

extension Endpoints {
    /// `GET /v1/sessions/{session_id}`, from memory alone: how nearly every poll is answered or held.
    func glanceAtLogin(_ call: Call) throws(Problem) -> PollGlance? {
        let (id, token) = try call.page(settings)
        guard let party = broker.recalledParty(id, token) else { return nil }
        try call.admitOrigin(of: party, settings)
        return glance(try pageWait(id, token, call), isHosted: call.isHosted)
    }

    /// The same, by way of the store.
    func watchLogin(_ call: Call) async throws(Problem) -> PollGlance {
        let (id, token) = try await ownLogin(call)
        return try await look(try pageWait(id, token, call), isHosted: call.isHosted)
    }

    private func pageWait(
        _ id: SessionID, _ token: PollToken, _ call: Call
    ) throws(Problem) -> Wait {
        broker.pageWait(id, token, after: try call.number("after"), wait: try call.wait())
    }

    /// - Returns: `nil` when it takes a ``look(_:isHosted:)``.
    func glance(_ wait: Wait, isHosted: Bool) -> PollGlance? {
        guard let seen = broker.glance(wait) else { return nil }
        if case .page(let view) = seen, isHosted && view.result != nil { return nil }
        return told(seen, wait, isHosted: isHosted)
    }

    func look(_ wait: Wait, isHosted: Bool) async throws(Problem) -> PollGlance {
        let seen = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.look(wait)
        }
        guard isHosted, case .page(let view) = seen, case .page(let poll) = wait.viewer
        else { return told(seen, wait, isHosted: isHosted) }
        return .response(try await signingIn(answer(view), view, poll))
    }

    private func told(_ seen: Glance, _ wait: Wait, isHosted: Bool) -> PollGlance {
        switch seen {
        case .page(let view): .response(answer(view))
        case .phone(let status): .response(answer(status))
        case .unchanged(let version): .response(Self.unchanged(version))
        case .nothingNew(let ticket): .waiting(wait, ticket, isHosted: isHosted)
        }
    }

    /// The hosted page gets the browser's sign-in together with the result; a portal's own page
    /// shows the poll token itself, and its browser gets no cookie of ours.
    private func signingIn(
        _ response: Response, _ view: PageView, _ poll: PollToken
    ) async throws(Problem) -> Response {
        guard view.result != nil else { return response }
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

    private func answer(_ status: DecisionAnswer) -> Response {
        var response = Response.json(status.statusJSON)
        response.headers[.sessionVersion] = "\(status.version)"
        return response
    }

    /// The server is going down; whoever waits asks its successor, after 1 to 3 seconds, each login
    /// session its own: ten thousand pages that are let go together do not come back together.
    static func closing(_ wait: Wait) -> Response {
        let pause = 1 + Int(wait.id.bytes.first ?? 0) % 3
        var response = unchanged(wait.version)
        response.headers[.retryAfter] = "\(pause)"
        response.headers[.connection] = "close"
        return response
    }
}

extension Call {
    /// Whether the broker's own page asks, which shows a cookie and no token.
    fileprivate var isHosted: Bool { authorization(scheme: "bearer") == nil }
}
