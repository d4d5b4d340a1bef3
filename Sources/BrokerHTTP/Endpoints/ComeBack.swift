import Broker
import HTTPServing

extension Endpoints {
    /// `POST /v1/sessions/{session_id}/return`: the app has brought the person back to the page.
    func comeBack(_ call: Call) async throws(Problem) -> Response {
        let (id, token) = try await ownLogin(call, changesState: true)
        let brought = try BodyMembers(try call.json()).required("return_token")
        let view = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.comeBack(id, token, token: brought)
        }
        return answer(view)
    }

    /// `GET /return/{session_id}`: where an app brings people back to the broker's own page.
    func returnPage(_ call: Call) async throws(Problem) -> Response {
        try page("return/index.html")
    }
}
