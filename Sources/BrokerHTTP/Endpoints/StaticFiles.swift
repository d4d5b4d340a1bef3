import Broker
import HTTPServing
import HTTPTypes
import WebFiles

extension Endpoints {
    /// `GET /static/{rest}`
    func staticFile(_ call: Call) async throws(Problem) -> Response {
        guard let name = call.parameters["rest"], let file = files[name]
        else { throw Problem(.notFound) }
        // A portal's page loads the element and its modules from here.
        if let origin = call.origin, broker.parties.isRegistered(origin: origin) {
            call.allowedOrigin = origin
        }
        return Self.answer(file, to: call)
    }

    /// `GET /favicon.ico`
    func favicon(_ call: Call) async throws(Problem) -> Response {
        guard let file = files["favicon.svg"] else { throw Problem(.notFound) }
        return Self.answer(file, to: call)
    }

    /// `GET /openapi.yaml`
    func openAPI(_ call: Call) async throws(Problem) -> Response {
        guard let file = files["openapi.yaml"] else { throw Problem(.notFound) }
        var response = Self.answer(file, to: call)
        response.headers[.accessControlAllowOrigin] = "*"
        return response
    }

    private static func answer(_ file: WebFile, to call: Call) -> Response {
        let tag = "\"\(file.tag)\""
        let isKnown = call.request.headers[.ifNoneMatch]?.contains(tag) ?? false
        var response =
            isKnown
            ? Response.empty(.notModified) : Response.bytes(file.bytes, type: file.type)
        response.headers[.eTag] = tag
        response.headers[.cacheControl] = "max-age=300"
        response.headers[.crossOriginResourcePolicy] = "cross-origin"
        return response
    }
}
