import Broker
import HTTPServing
import HTTPTypes

extension Endpoints {
    /// `POST /revoke` (RFC 7009)
    func revokeToken(_ call: Call) async throws(Problem) -> Response {
        try await answer(call) { (request, party) throws(BrokerRefusal) in
            try await broker.revokeToken(try required("token", request.form), by: party)
            return .empty(.ok)
        }
    }
}
