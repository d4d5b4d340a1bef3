import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import StrictJSON
import Terminal

/// What a broker answered to a statement that it took.
struct Answer: Equatable {
    var status: Int
    /// `null` when there is no body (204).
    var body: JSONValue
    /// Seconds to stay away, when the broker says so.
    var retryAfter: Int?
}

/// The broker, as a phone sees it: statements in, answers out.
struct BrokerClient {
    /// Bytes of the largest answer that is read.
    static let maximumAnswer = 256 << 10
    /// Seconds for a call that does not wait.
    static let callTimeout: Int64 = 20

    let http: HTTPClient
    let issuer: String
    let language: Language

    /// Sends a signed statement.
    ///
    /// - Parameters:
    ///   - query: behind the path, with its question mark.
    ///   - wait: seconds the broker may hold the answer back.
    /// - Throws: `.refused` for a problem document, `.network`, `.malformedAnswer`.
    func send(
        _ act: Act, _ statement: String, query: String = "", wait: Int64 = 0
    ) async throws(PhoneFailure) -> Answer {
        try await send(act, StatementBody(statement), query: query, wait: wait)
    }

    /// Sends a signed statement with what travels beside it.
    func send(
        _ act: Act, _ body: StatementBody, query: String = "", wait: Int64 = 0
    ) async throws(PhoneFailure) -> Answer {
        var request = HTTPClientRequest(url: issuer + act.path + query)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: body.contentType)
        request.headers.add(name: "Accept", value: "application/json, application/problem+json")
        request.headers.add(name: "Accept-Language", value: language.rawValue)
        request.body = .bytes(body.bytes)
        let (status, retryAfter, bytes) = try await execute(
            request, timeout: Self.callTimeout + wait)
        return try Self.answer(act, status: status, retryAfter: retryAfter, bytes)
    }

    private func execute(
        _ request: HTTPClientRequest, timeout: Int64
    ) async throws(PhoneFailure) -> (status: Int, retryAfter: Int?, body: [UInt8]) {
        do {
            let response = try await http.execute(request, timeout: .seconds(timeout))
            let body = try await response.body.collect(upTo: Self.maximumAnswer)
            let retryAfter = response.headers.first(name: "Retry-After").flatMap { Int($0) }
            return (Int(response.status.code), retryAfter, Array(body.readableBytesView))
        } catch {
            throw .network("\(issuer): \(CautiousHTTP.reason(error))")
        }
    }

    /// Tells an answer from a refusal, and both from what some other server says.
    static func answer(
        _ act: Act, status: Int, retryAfter: Int?, _ bytes: [UInt8]
    ) throws(PhoneFailure) -> Answer {
        let body: JSONValue
        do {
            body = bytes.isEmpty ? .null : try JSONValue(parsing: bytes)
        } catch {
            throw .malformedAnswer("HTTP \(status), not JSON")
        }
        switch status {
        case 200, 201, 204: return Answer(status: status, body: body, retryAfter: retryAfter)
        default:
            guard var problem = Problem(body: body, status: status, act: act) else {
                throw .malformedAnswer("HTTP \(status)")
            }
            problem.retryAfter = retryAfter
            throw .refused(problem)
        }
    }
}
