import Broker
import LoginFlow
import Secrets
import WebFiles

/// The endpoints, one file each. They turn requests into use cases and answers into responses.
struct Endpoints: Sendable {
    let broker: Broker
    let files: WebFiles
    /// The issuer's path, in front of every link.
    let path: String
    /// Other servers whose logos our pages show.
    let imageOrigins: [String]

    var settings: BrokerSettings { broker.settings }

    /// The login session that the path names, once the caller has shown its secret and its origin
    /// was found to be the portal's: in this order, so that a stranger hears the same 404 from
    /// everywhere.
    ///
    /// - Parameter changesState: a cookie alone then does not do.
    func ownLogin(
        _ call: Call, changesState: Bool = false
    ) async throws(Problem) -> (SessionID, PollToken) {
        let (id, token) = try call.page(settings, changesState: changesState)
        let party = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.relyingParty(of: id, token)
        }
        try call.admitOrigin(of: party, settings)
        return (id, token)
    }
}
