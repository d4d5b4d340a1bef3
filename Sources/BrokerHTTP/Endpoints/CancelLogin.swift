import Broker
import Hummingbird

extension Endpoints {
    /// `POST /v1/sessions/{session_id}/cancel`; a body is not looked at.
    func cancelLogin(_ call: Call) async throws(Problem) -> Response {
        let (id, token) = try call.page(settings, changesState: true)
        let party = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.relyingParty(of: id, token)
        }
        try call.admitOrigin(of: party, settings)
        let view = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.cancel(id, token)
        }
        return answer(view)
    }
}
