import Broker
import HTTPServing
import HTTPTypes
import StrictJSON

extension Endpoints {
    /// `POST /introspect` (RFC 7662)
    func introspectToken(_ call: Call) async throws(Problem) -> Response {
        try await answer(call) { (request, party) throws(BrokerRefusal) in
            .json(try await broker.introspectToken(try required("token", request.form), by: party))
        }
    }
}
