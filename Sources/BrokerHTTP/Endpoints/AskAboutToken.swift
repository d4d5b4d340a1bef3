import Broker
import HTTPTypes
import Hummingbird
import StrictJSON

extension Endpoints {
    /// `POST /introspect` (RFC 7662)
    func introspect(_ call: Call) async throws(Problem) -> Response {
        try await answer(call) { (request, party) throws(BrokerRefusal) in
            .json(try await broker.introspect(try required("token", request.form), by: party))
        }
    }

    /// `POST /revoke` (RFC 7009)
    func revoke(_ call: Call) async throws(Problem) -> Response {
        try await answer(call) { (request, party) throws(BrokerRefusal) in
            try await broker.revoke(try required("token", request.form), by: party)
            return .empty(.ok)
        }
    }
}
