import Broker
import HTTPServing
import HTTPTypes

extension Endpoints {
    /// Tells a browser whether a page may call. No credential comes with the question, so the
    /// answer is the same for every origin that any portal has registered.
    func preflight(_ call: Call) async throws(Problem) -> Response {
        try preflight(call, isKnown: broker.parties.isRegistered)
    }

    /// The same for the token endpoints, which only pages of public clients may call.
    func preflightOAuth(_ call: Call) async throws(Problem) -> Response {
        let response = try preflight(call, isKnown: broker.parties.isRegisteredByPublicClient)
        return Self.allowing("DPoP", response)
    }

    private static func allowing(_ header: String, _ response: Response) -> Response {
        var response = response
        let known = response.headers[.accessControlAllowHeaders] ?? ""
        response.headers[.accessControlAllowHeaders] = "\(known), \(header)"
        return response
    }

    private func preflight(
        _ call: Call, isKnown: (_ origin: String) -> Bool
    ) throws(Problem) -> Response {
        guard let origin = call.origin, isKnown(origin)
        else { throw Problem(.originNotAllowed) }
        call.allowedOrigin = origin
        var response = Response.empty(.noContent)
        response.headers[.accessControlAllowMethods] = "GET, POST"
        response.headers[.accessControlAllowHeaders] = "Authorization, Content-Type, Accept"
        response.headers[.accessControlMaxAge] = "600"
        return response
    }
}
