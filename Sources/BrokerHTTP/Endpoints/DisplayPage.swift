import Broker
import HTTPServing
import HTTPTypes
import StrictJSON

extension Endpoints {
    /// `GET /v1/sessions/{session_id}/page`
    func displayPage(_ call: Call) async throws(Problem) -> Response {
        let (id, token) = try await ownLogin(call)
        let display = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.display(id, token, locales: call.locales)
        }
        var members: JSONObject = ["session_id": .string(id.text)]
        display.append(to: &members, path: path)
        members.append(
            "qr", ["valid_for": display.frame?.validFor.map { .integer(Int64($0)) } ?? .null])
        members.append("locale", display.locale)
        var response = Response.json(.object(members))
        response.headers[.sessionVersion] = "\(display.version)"
        return response
    }

    /// `GET /v1/wallets`
    func listWallets(_ call: Call) async throws(Problem) -> Response {
        let entries = broker.walletEntries(locales: call.locales)
        return .json(["wallets": .array(entries.map(\.json))])
    }
}
