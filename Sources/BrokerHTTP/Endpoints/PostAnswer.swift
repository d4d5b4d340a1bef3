import Broker
import HTTPServing
import HTTPTypes

extension Endpoints {
    /// `GET /login/{session_id}/answer`: posts the answer to the portal (OAuth 2.0 Form Post Response
    /// Mode), so that it stands in no address and no history.
    func postAnswer(_ call: Call) async throws(Problem) -> Response {
        let (id, token) = try await ownLogin(call)
        let response = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.response(id, token)
        }
        guard let response else { throw Problem(.notFound) }
        return try answerPage(response)
    }
}
