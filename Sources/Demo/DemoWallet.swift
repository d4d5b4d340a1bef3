import AsyncHTTPClient
import Base64URL
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import StrictJSON
import Tokens
import WebFiles

/// The backend of the demo wallet: serves its page, vouches for its device keys with the wallet's
/// key, and passes the phones' calls on.
struct DemoWallet: HTTPResponder {
    let ports: DemoPorts
    let files: WebFiles
    let key: SigningKey
    let client: HTTPClient

    /// Bytes of a body.
    private static let bodyLimit = 2 * 1024 * 1024

    func respond(to request: Request, context: DemoContext) async throws -> Response {
        switch (request.method, request.uri.path) {
        case (.get, "/"):
            return DemoAnswer.page(files["phone/index.html"], issuer: ports.issuer)
        case (.get, "/wallet/config.json"):
            return DemoAnswer.json([
                "issuer": .string(ports.issuer), "wallet": "demo-wallet",
                "people": .array(DemoPeople.all.map(\.json)),
            ])
        case (.post, "/wallet/enrol"): return try await enrol(request, context)
        case (.post, let path) where path.hasPrefix("/v1/wallet/"):
            return try await pass(request, context)
        case (.get, "/favicon.ico"): return DemoAnswer.file(files["favicon.svg"])
        case (.get, let path):
            return DemoAnswer.file(DemoAnswer.staticName(path).flatMap { files[$0] })
        default: return DemoAnswer.notFound
        }
    }

    /// Vouches for the key of a phone. A real wallet would do so after its own registration.
    private func enrol(_ request: Request, _ context: DemoContext) async throws -> Response {
        // Only our own page: a foreign one could otherwise have its key vouched for.
        guard request.headers[.contentType]?.hasPrefix("application/json") == true,
            [nil, ports.walletURL].contains(request.headers[.origin])
        else { return DemoAnswer.json(["error": "forbidden"], status: .forbidden) }
        let body = try await request.body.collect(upTo: Self.bodyLimit)
        guard let asked = try? JSONValue(parsing: Array(body.readableBytesView)),
            let sub = asked["sub"]?.string, let device = asked["device"],
            let jwk = asked["jwk"]
        else { return DemoAnswer.json(["error": "malformed"], status: .badRequest) }
        let now = Int64(Date().timeIntervalSince1970)
        let random = SymmetricKey(size: .bits128).withUnsafeBytes { Base64URL.encode($0) }
        let statement = try CompactJWS.signed(
            [
                "iss": "demo-wallet", "sub": .string(sub), "aud": .string(ports.issuer),
                "iat": .integer(now), "exp": .integer(now + 60), "jti": .string(random),
                "act": "enrol", "device": device, "cnf": ["jwk": jwk],
                "attests": ["pin", "face"],
            ], type: "qrlogin+jwt", by: key)
        let call = JSONValue.object(["assertion": .string(statement)]).serialized()
        return try await post(
            "/v1/wallet/devices", ByteBuffer(bytes: call), type: "application/json",
            language: nil, for: context.peer)
    }

    private func pass(_ request: Request, _ context: DemoContext) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.bodyLimit)
        let query = request.uri.query.map { "?\($0)" } ?? ""
        return try await post(
            request.uri.path + query, body,
            type: request.headers[.contentType] ?? "application/json",
            language: request.headers[.acceptLanguage], for: context.peer)
    }

    private func post(
        _ path: String, _ body: ByteBuffer, type: String, language: String?, for peer: String
    ) async throws -> Response {
        var call = HTTPClientRequest(url: ports.issuer + path)
        call.method = .POST
        call.headers.add(name: "Content-Type", value: type)
        call.headers.add(name: "X-Forwarded-For", value: peer)
        if let language { call.headers.add(name: "Accept-Language", value: language) }
        call.body = .bytes(body)
        // A status call is held for a minute at most.
        let answer = try await client.execute(call, timeout: .seconds(75))
        let content = try await answer.body.collect(upTo: Self.bodyLimit)
        var response = DemoAnswer.bytes(
            Array(content.readableBytesView),
            type: answer.headers.first(name: "Content-Type") ?? "application/json",
            status: HTTPResponse.Status(code: Int(answer.status.code)))
        for field in ["Session-Version", "Retry-After"] {
            guard let name = HTTPField.Name(field) else { continue }
            response.headers[name] = answer.headers.first(name: field)
        }
        return response
    }
}
