import Broker
import HTTPServing
import HTTPTypes
import StrictJSON

extension Endpoints {
    /// `POST /par` (RFC 9126): takes an authorization request from the portal itself, and refuses at
    /// once what `/authorize` would refuse.
    func pushRequest(_ call: Call) async throws(Problem) -> Response {
        try await answer(call) { (request, party) throws(BrokerRefusal) in
            try broker.admitStart(address: call.address, by: party)
            if request.form["request_uri"] != nil {
                throw .invalidRequest(parameter: "request_uri")
            }
            var values = request.form.values
            // A proof sent here binds the code as the parameter would (RFC 9449 section 10.1).
            if call.request.headers[.dpop] != nil {
                let key = try await possession(call, path: "/par", by: party)
                guard values["dpop_jkt"] == nil || values["dpop_jkt"] == key
                else { throw .oauth(.invalidDPoPProof) }
                values["dpop_jkt"] = key
            }
            let parameters = AuthorizationParameters(values)
            try parameters.refuseUnsupported()
            guard let redirectURI = parameters["redirect_uri"]
            else { throw .invalidRequest(parameter: "redirect_uri") }
            var asked = try parameters.startRequest(
                clientID: party.id, redirectURI: redirectURI, call)
            asked.isPushed = true
            try broker.validate(asked)
            let reference = try await broker.push(parameters.kept, by: party)
            return .json(
                [
                    "request_uri": .string(reference.requestURI),
                    "expires_in": .integer(Int64(reference.expiresIn)),
                ], status: .created)
        }
    }
}
