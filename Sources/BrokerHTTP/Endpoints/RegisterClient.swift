import Secrets
package import Broker
import HTTPTypes
import Hummingbird
import LoginFlow
package import StrictJSON

extension Endpoints {
    /// `POST /register` (RFC 7591); 404 where the operator has not turned it on.
    func registerClient(_ call: Call) async throws(Problem) -> Response {
        if settings.registration == nil { throw Problem(.notFound) }
        try requireNoForeignOrigin(call)
        let body = try await call.json()
        let client = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.register(
                try ClientMetadata(body), accessToken: call.authorization(scheme: "bearer"),
                address: call.address)
        }
        return .json(client.json, status: .created)
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
        for member in metadata.members.members where members[member.key] == nil {
            members.append(member.key, member.value)
        }
        return .object(members)
    }
}
