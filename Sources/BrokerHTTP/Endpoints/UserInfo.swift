import Broker
import HTTPTypes
import Hummingbird
import StrictJSON

extension Endpoints {
    /// `GET` and `POST /userinfo` (OpenID Connect Core 5.3)
    func userInfo(_ call: Call) async throws(Problem) -> Response {
        guard let token = call.bearerText else {
            return OAuthAnswer.error(
                "invalid_token", .unauthorized, headers: [.wwwAuthenticate: "Bearer"])
        }
        do throws(BrokerRefusal) {
            let (claims, party) = try await broker.userInfo(accessToken: token)
            if let origin = call.origin, party.isPublic, party.origins.contains(origin) {
                call.allowedOrigin = origin
            }
            return .json(claims)
        } catch .invalidToken {
            return OAuthAnswer.error(
                "invalid_token", .unauthorized,
                headers: [.wwwAuthenticate: "Bearer error=\"invalid_token\""])
        } catch {
            throw Problem(refusal: error)
        }
    }
}
