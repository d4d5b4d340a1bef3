package import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import Secrets
package import StrictJSON

extension Endpoints {
    /// `POST /register` (RFC 7591); 404 where the operator has not turned it on.
    func registerClient(_ call: Call) async throws(Problem) -> Response {
        if settings.registration == nil { throw Problem(.notFound) }
        try requireNoForeignOrigin(call)
        let body = try call.json()
        let token = call.authorization(scheme: "bearer")
        do throws(BrokerRefusal) {
            let client = try await broker.register(
                body, accessToken: token, address: call.address)
            return .json(client.json, status: .created)
        } catch {
            var problem = Problem(refusal: error)
            if problem.code == .invalidToken {
                problem.headers[.wwwAuthenticate] =
                    token == nil ? "Bearer" : "Bearer error=\"invalid_token\""
            }
            throw problem
        }
    }
}

extension NewClient {
    /// The registered metadata with the secret, the only time it is shown (RFC 7591 section 3.2.1).
    package var json: JSONValue {
        var members: JSONObject = [
            "client_id": .string(id), "client_id_issued_at": .integer(registeredAt.seconds),
        ]
        members.append("client_secret", secret?.exposedText)
        if secret != nil { members.append("client_secret_expires_at", 0) }
        for member in metadata.registered.members where members[member.key] == nil {
            members.append(member.key, member.value)
        }
        return .object(members)
    }
}
