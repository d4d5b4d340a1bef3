import Base64URL
package import Broker
package import BrokerMetrics
import HTTPTypes
package import Hummingbird
import Logging
package import WebFiles

/// Everything the public listener answers.
///
/// An own table of routes instead of a router: the list is the contract's, a wrong method answers
/// 405 with `Allow`, and a test compares it with the OpenAPI document.
package struct BrokerResponder: HTTPResponder {
    package typealias Context = BrokerContext

    let broker: Broker
    let proxies: TrustedProxies
    let metrics: Metrics
    let files: WebFiles
    /// The issuer's path, in front of every route.
    let path: String
    private let routes: [Route]
    private let random: @Sendable (Int) -> [UInt8]

    package init(
        broker: Broker, proxies: TrustedProxies, metrics: Metrics, files: WebFiles,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.broker = broker
        self.proxies = proxies
        self.metrics = metrics
        self.files = files
        self.random = random
        path = String(broker.settings.issuer.dropFirst(broker.settings.origin.count))
        routes = Self.routes(
            Endpoints(
                broker: broker, files: files, path: path,
                imageOrigins: broker.settings.imageOrigins))
    }

    /// The patterns, as the OpenAPI document names them.
    package var patterns: [(method: String, pattern: String)] {
        routes.map { ($0.method.rawValue, $0.pattern) }
    }

    package func respond(to request: Request, context: BrokerContext) async throws -> Response {
        let address = proxies.client(
            peer: context.peer, forwardedFor: request.headers[values: .forwardedFor])
        let (route, parameters, allowed) = find(request)
        let call = Call(request: request, address: address, parameters: parameters)
        metrics.count(.requests, route?.pattern ?? "none")
        var response: Response
        do throws(Problem) {
            guard let route else { throw Self.noRoute(allowed) }
            response = try await route.endpoint(call)
        } catch {
            response = answer(error, context.logger, route)
        }
        finish(&response, call)
        return response
    }

    private func find(_ request: Request) -> (Route?, [String: String], Set<String>) {
        var text = request.uri.path[...]
        guard text.hasPrefix(path) else { return (nil, [:], []) }
        text = text.dropFirst(path.count)
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        var allowed: Set<String> = []
        let isHead = request.method == .head
        for route in routes {
            guard let parameters = route.match(parts) else { continue }
            if route.method == request.method || (isHead && route.method == .get) {
                return (route, parameters, [])
            }
            allowed.insert(route.method.rawValue)
        }
        return (nil, [:], allowed)
    }

    private static func noRoute(_ allowed: Set<String>) -> Problem {
        if allowed.isEmpty { return Problem(.notFound) }
        var problem = Problem(.methodNotAllowed)
        problem.headers[.allow] = allowed.sorted().joined(separator: ", ")
        return problem
    }

    /// A failure gets an id that stands in the answer and in the log; refusals are only counted.
    private func answer(_ problem: Problem, _ logger: Logger, _ route: Route?) -> Response {
        let isOAuth = route?.isOAuth ?? false
        guard problem.isFailure else {
            metrics.count(.refusals, problem.code.rawValue)
            return problem.response(errorID: nil, isOAuth: isOAuth)
        }
        metrics.count(.failures, problem.code.rawValue)
        let errorID = Base64URL.encode(random(9))
        // Overload must not drown the log on top of everything else.
        logger.log(
            level: problem.code == .overloaded ? .debug : .error, "request failed",
            metadata: [
                "error_id": "\(errorID)", "code": "\(problem.code.rawValue)",
                "route": "\(route?.pattern ?? "none")", "reason": "\(problem.failure ?? "-")",
            ])
        return problem.response(errorID: errorID, isOAuth: isOAuth)
    }

    private func finish(_ response: inout Response, _ call: Call) {
        SecurityHeaders.add(to: &response, issuer: broker.settings.issuer)
        if let origin = call.allowedOrigin {
            response.headers[.accessControlAllowOrigin] = origin
            response.headers[.accessControlExposeHeaders] =
                "Session-Version, Retry-After, RateLimit, RateLimit-Policy"
        }
        // Always: a cache must not give one origin what it kept of an answer to another, or to none.
        response.headers.append(HTTPField(name: .vary, value: "Origin"))
        if call.request.method == .head {
            response = Response(status: response.status, headers: response.headers)
        }
    }
}
