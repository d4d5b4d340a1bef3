import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import StrictJSON
import Terminal

/// What a provider answered, whatever it was.
struct Response: Equatable {
    var status: Int
    /// `null` when it is not JSON: what stands before a provider, such as a proxy, answers in HTML.
    var body: JSONValue
    /// Seconds to stay away, when the provider says so.
    var retryAfter: Int?
}

/// The provider over HTTP.
struct ProviderClient {
    /// Bytes of the largest answer that is read.
    static let maximumAnswer = 256 << 10
    /// Seconds for one call.
    static let timeout: Int64 = 20

    let http: HTTPClient
    let language: Language

    func get(_ url: String) async throws(LoginFailure) -> Response {
        try await execute(HTTPClientRequest(url: url))
    }

    func post(
        _ url: String, _ form: FormBody, authorization: String?
    ) async throws(LoginFailure) -> Response {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        request.body = .bytes(ByteBuffer(string: form.text))
        return try await execute(request)
    }

    private func execute(_ request: HTTPClientRequest) async throws(LoginFailure) -> Response {
        var request = request
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "Accept-Language", value: language.rawValue)
        do {
            let response = try await http.execute(request, timeout: .seconds(Self.timeout))
            let bytes = try await response.body.collect(upTo: Self.maximumAnswer)
            return Response(
                status: Int(response.status.code),
                body: (try? JSONValue(parsing: Array(bytes.readableBytesView))) ?? .null,
                retryAfter: response.headers.first(name: "Retry-After").flatMap { Int($0) })
        } catch {
            if Task.isCancelled { throw .interrupted }
            throw .network("\(request.url): \(CautiousHTTP.reason(error))")
        }
    }
}
