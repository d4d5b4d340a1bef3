import Broker
import HTTPServing
import HTTPTypes

extension Endpoints {
    /// `POST /v1/sessions/{session_id}/sign-on`: the browser's own sign-in answers instead of a scan.
    func signOn(_ call: Call) async throws(Problem) -> Response {
        let (id, token) = try await ownLogin(call, changesState: true)
        let scopes = try BodyMembers(try call.json()).texts("scopes") ?? []
        let view = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.signOn(
                id, token, browser: call.signInToken(settings), scopes: scopes)
        }
        return answer(view)
    }
}
