import Broker
import HTTPServing

extension Endpoints {
    /// `POST /v1/sessions/{session_id}/cancel`; a body is not looked at.
    func cancelLogin(_ call: Call) async throws(Problem) -> Response {
        let (id, token) = try await ownLogin(call, changesState: true)
        let view = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.cancel(id, token)
        }
        return answer(view)
    }
}
