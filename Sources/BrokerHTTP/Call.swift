import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import NIOCore
import Secrets
import StrictJSON

/// One request on its way through an endpoint.
///
/// A class, because what an endpoint finds out about the origin must reach the answer also when the
/// endpoint refuses. It never leaves the task of its request.
final class Call {
    /// Bytes of a body, except pictures. The largest honest one has about 8 KiB.
    static let bodyLimit = 64 * 1024
    /// Bytes of statement and pictures together.
    static let pictureLimit = 2 * 1024 * 1024

    let request: Request
    /// Who is asking, behind trusted proxies.
    let address: String
    /// The parts of the path that the route names.
    let parameters: [String: String]
    /// The query, once it was asked for.
    private var parsedQuery: FormParameters?
    /// Set once the origin is known to be registered: only then does the answer let it read.
    var allowedOrigin: String?

    init(request: Request, address: String, parameters: [String: String]) {
        self.request = request
        self.address = address
        self.parameters = parameters
    }

    var origin: String? { request.headers[.origin] }

    var locales: [String] { Preferences.list(request.headers[.acceptLanguage] ?? "") }

    var userAgent: String { request.headers[.userAgent] ?? "" }

    func query() throws(Problem) -> FormParameters {
        if let parsedQuery { return parsedQuery }
        do throws(FormParameters.Malformed) {
            let query = try FormParameters(request.query ?? "")
            parsedQuery = query
            return query
        } catch {
            throw .invalidRequest("query")
        }
    }

    /// A whole number from 0 in the query.
    func number(_ name: String) throws(Problem) -> Int64 {
        guard let text = try query().raw(name) else { return 0 }
        guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int64(text)
        else { throw .invalidRequest(name) }
        return number
    }

    /// How long to hold a poll, of what was asked.
    func wait() throws(Problem) -> Seconds {
        Seconds(Int(min(try number("wait"), Int64(Broker.maximumWait.count))))
    }

    /// No more than the route takes.
    func body() throws(Problem) -> [UInt8] {
        if request.body == nil { throw Problem(.payloadTooLarge) }
        return request.bytes
    }

    /// The body as a JSON object, strictly.
    func json() throws(Problem) -> JSONObject {
        try requireMediaType("application/json")
        let bytes = try body()
        // Where pictures may come, too, the limit of the route is theirs.
        guard bytes.count <= Self.bodyLimit else { throw Problem(.payloadTooLarge) }
        return try Self.object(bytes)
    }

    static func object(_ bytes: [UInt8]) throws(Problem) -> JSONObject {
        guard let value = try? JSONValue(parsing: bytes), let object = value.object
        else { throw Problem(.malformed) }
        return object
    }

    func requireMediaType(_ type: String) throws(Problem) {
        let value = request.headers[.contentType] ?? ""
        let isUTF8 =
            !HeaderParameter.has("charset", value)
            || HeaderParameter.value("charset", of: value)?.lowercased() == "utf-8"
        guard mediaType == type, isUTF8
        else { throw Problem(.unsupportedMediaType) }
    }

    var mediaType: String {
        let value = (request.headers[.contentType] ?? "").utf8.prefix { $0 != UInt8(ascii: ";") }
        return String(decoding: value.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
            .lowercased()
    }
}

/// Runs a use case, in the words of the wire.
func asProblem<Value>(
    _ body: () async throws(BrokerRefusal) -> Value
) async throws(Problem) -> Value {
    do throws(BrokerRefusal) {
        return try await body()
    } catch {
        throw Problem(refusal: error)
    }
}
