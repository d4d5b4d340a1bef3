import Broker
import HTTPTypes
import Hummingbird
import StrictJSON

/// Errors of OAuth endpoints, in the form of RFC 6749 section 5.2.
enum OAuthAnswer {
    static func error(
        _ code: String, _ status: HTTPResponse.Status, headers: HTTPFields = [:]
    ) -> Response {
        var response = Response.json(["error": .string(code)], status: status)
        for field in headers { response.headers[field.name] = field.value }
        return response
    }

    /// What the use cases refuse, in OAuth's words; failures keep their problem form, so that they
    /// get an id and a log line.
    static func error(_ refusal: BrokerRefusal) throws(Problem) -> Response {
        switch refusal {
        case .invalidClient:
            return error(
                "invalid_client", .unauthorized, headers: [.wwwAuthenticate: "Basic"])
        case .invalidGrant: return error("invalid_grant", .badRequest)
        case .rateLimited(let standing):
            return error("slow_down", .tooManyRequests, headers: standing.headers)
        default: throw Problem(refusal: refusal)
        }
    }
}
