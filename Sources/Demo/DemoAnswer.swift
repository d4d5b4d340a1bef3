import Foundation
import HTTPServing
import HTTPTypes
import NIOCore
import StrictJSON
import WebFiles

/// What the demo's listeners share in reading calls and answering them.
enum DemoAnswer {
    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        bytes(value.serialized(), type: "application/json", status: status)
    }

    static func bytes(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status,
            headers: [
                .contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
            ],
            body: ByteBuffer(bytes: bytes))
    }

    /// A page with a policy that lets it talk to the broker as well.
    static func page(_ file: WebFile?, issuer: String) -> Response {
        guard let file else { return notFound }
        var response = bytes(file.bytes, type: file.type)
        if let name = HTTPField.Name("Content-Security-Policy") {
            response.headers[name] = """
                default-src 'none'; script-src 'self' \(issuer); style-src 'self'; \
                img-src 'self' data: blob: \(issuer); connect-src 'self' \(issuer); \
                media-src 'self' blob:; base-uri 'none'; form-action 'none'; \
                frame-ancestors 'none'
                """
        }
        return response
    }

    static func file(_ file: WebFile?) -> Response {
        file.map { bytes($0.bytes, type: $0.type) } ?? notFound
    }

    static var notFound: Response {
        bytes(Array("not found\n".utf8), type: "text/plain", status: .notFound)
    }

    /// The name of a file below `/static/`.
    static func staticName(_ path: Substring) -> String? {
        path.hasPrefix("/static/") ? String(path.dropFirst("/static/".count)) : nil
    }

    /// Languages, best first. Our own pages send one; weights would be more than a demo needs.
    static func locales(of request: Request) -> [String] {
        (request.headers[.acceptLanguage] ?? "").split(separator: ",").map { entry in
            entry.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        }
    }

    /// Whether a call that changes something comes from our own page, or from a program: no foreign
    /// page can send JSON without being asked first.
    static func isFromOwnPage(_ request: Request, origin: String) -> Bool {
        request.headers[.contentType]?.hasPrefix("application/json") == true
            && [nil, origin].contains(request.headers[.origin])
    }
}
