import Broker
import HTTPTypes
import Hummingbird

extension Endpoints {
    /// Tells a browser whether a page may call. No credential comes with the question, so the
    /// answer is the same for every origin that any portal has registered.
    func preflight(_ call: Call) async throws(Problem) -> Response {
        guard let origin = call.origin, settings.isRegistered(origin: origin)
        else { throw Problem(.originNotAllowed) }
        call.allowedOrigin = origin
        var response = Response.empty(.noContent)
        response.headers[.accessControlAllowMethods] = "GET, POST"
        response.headers[.accessControlAllowHeaders] = "Authorization, Content-Type, Accept"
        response.headers[.accessControlMaxAge] = "600"
        return response
    }
}
