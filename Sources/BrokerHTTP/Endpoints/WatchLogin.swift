import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import Secrets
import StrictJSON

extension Endpoints {
    /// The longest wait that is read; the broker waits less.
    private static let longestWait: Int64 = 60

    /// `GET /v1/sessions/{session_id}`, from memory alone: how nearly every poll is answered or held.
    func glance(_ call: Call) throws(Problem) -> PollGlance? {
        let (id, token) = try call.page(settings)
        guard let party = broker.recalledParty(id, token) else { return nil }
        try call.admitOrigin(of: party, settings)
        return glance(try wait(id, token, call), isHosted: call.isHosted)
    }

    /// The same, by way of the store.
    func settle(_ call: Call) async throws(Problem) -> PollGlance {
        let (id, token) = try await ownLogin(call)
        let wait = try wait(id, token, call)
        return try await settle(wait, isHosted: call.isHosted)
    }

    /// Brings into memory what a glance did not find there, or wants written first.
    func settle(_ wait: PageWait, isHosted: Bool) async throws(Problem) -> PollGlance {
        _ = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.relyingParty(of: wait.id, wait.poll)
        }
        if let seen = glance(wait, isHosted: isHosted) { return seen }
        return .response(try await watch(wait, isHosted: isHosted))
    }

    func glance(_ wait: PageWait, isHosted: Bool) -> PollGlance? {
        switch broker.glance(wait) {
        case .view(let view):
            if isHosted && view.result != nil { return nil }
            return .response(answer(view))
        case .unchanged(let version): return .response(Self.unchanged(version))
        case .nothingNew(let ticket): return .waiting(wait, ticket, isHosted: isHosted)
        case .unknown: return nil
        }
    }

    private func wait(
        _ id: SessionID, _ token: PollToken, _ call: Call
    ) throws(Problem) -> PageWait {
        let wait = Seconds(Int(min(try call.number("wait"), Self.longestWait)))
        return broker.pageWait(id, token, after: try call.number("after"), wait: wait)
    }

    private func watch(_ wait: PageWait, isHosted: Bool) async throws(Problem) -> Response {
        let outcome = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.watch(wait)
        }
        switch outcome {
        case .view(let view):
            let response = answer(view)
            return isHosted ? try await signingIn(response, view, wait.poll) : response
        case .unchanged(let version): return Self.unchanged(version)
        case .closing(let version): return Self.closing(version, pause: Self.pause(of: wait.id))
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

    /// Seconds after which a page comes back from a shutdown: 1 to 3, each login session its own, so
    /// that ten thousand pages that are let go together do not come back together.
    static func pause(of id: SessionID) -> Int { 1 + Int(id.bytes.first ?? 0) % 3 }

    /// The server is going down; the page asks its successor.
    static func closing(_ version: Int64, pause: Int = 1) -> Response {
        var response = unchanged(version)
        response.headers[.retryAfter] = "\(pause)"
        response.headers[.connection] = "close"
        return response
    }
}

extension Call {
    /// Whether the broker's own page asks, which shows a cookie and no token.
    fileprivate var isHosted: Bool { authorization(scheme: "bearer") == nil }
}
