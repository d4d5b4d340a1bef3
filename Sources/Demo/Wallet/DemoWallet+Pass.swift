import AsyncHTTPClient
import HTTPServing
import HTTPTypes
import NIOCore
import NIOHTTP1

extension DemoWallet {
    /// Hands a phone's call to the broker as it is.
    func pass(_ request: Request) async throws -> Response {
        guard let body = request.body else { return Response(status: .contentTooLarge) }
        let query = request.query.map { "?\($0)" } ?? ""
        return try await post(
            String(request.path) + query, body,
            type: request.headers[.contentType] ?? "application/json",
            language: request.headers[.acceptLanguage], for: request.peer)
    }

    /// - Parameter peer: the phone's address, by which the broker limits.
    func post(
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
        let content = try await answer.body.collect(upTo: bodyLimit)
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
