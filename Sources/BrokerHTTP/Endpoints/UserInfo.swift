import Broker
import HTTPTypes
import Hummingbird
import StrictJSON

extension Endpoints {
    /// `GET` and `POST /userinfo` (OpenID Connect Core 5.3)
    func userInfo(_ call: Call) async throws(Problem) -> Response {
        try admitPublicOrigin(call)
        guard let token = call.bearerText else {
            // Nothing was shown, so nothing is said of what was wrong (RFC 6750 section 3.1).
            var problem = Problem(.invalidToken)
            problem.headers[.wwwAuthenticate] = "Bearer"
            throw problem
        }
        let claims = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.userInfo(accessToken: token)
        }
        return .json(claims)
    }
}
