package import Broker
package import BrokerMetrics
package import HTTPServing
package import HTTPTypes
package import Logging
package import WebFiles

/// Everything the public listener answers.
///
/// An own table of routes instead of a router: the list is the contract's, a wrong method answers
/// 405 with `Allow`, and a test compares it with the OpenAPI document.
package final class BrokerResponder: Responder {
    let broker: Broker
    let endpoints: Endpoints
    private let proxies: TrustedProxies
    let metrics: Metrics
    let logger: Logger
    /// The issuer's path, in front of every route.
    private let path: String
    private let routes: [Route]
    private let workload: Workload
    let random: @Sendable (Int) -> [UInt8]

    package init(
        broker: Broker, proxies: TrustedProxies, workload: Workload, metrics: Metrics,
        files: WebFiles, logger: Logger, random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.broker = broker
        self.proxies = proxies
        self.workload = workload
        self.metrics = metrics
        self.logger = logger
        self.random = random
        path = String(broker.settings.issuer.dropFirst(broker.settings.origin.count))
        endpoints = Endpoints(
            broker: broker, files: files, path: path,
            imageOrigins: broker.settings.imageOrigins)
        routes = Self.routes(endpoints)
    }

    /// The patterns, as the OpenAPI document names them.
    package var patterns: [(method: String, pattern: String)] {
        routes.map { ($0.method.rawValue, $0.pattern) }
    }

    // MARK: Answering

    package func bodyLimit(for head: HTTPRequest) -> Int {
        let request = Request(head: head, body: nil, peer: "")
        return find(request).route?.bodyLimit ?? Call.bodyLimit
    }

    package func reply(to request: Request) -> Reply {
        let found = find(request)
        metrics.count(.requests, found.route?.pattern ?? "none")
        guard case .poll(let poll) = found.route?.handler else { return work(on: request, found) }
        let call = call(request, found)
        do throws(Problem) {
            if let seen = try poll.glance(call) {
                return reply(seen, allowedOrigin: call.allowedOrigin)
            }
            return work(on: request, found)
        } catch {
            return .response(finished(answer(error, for: found.route), call))
        }
    }

    private func work(on request: Request, _ found: Found) -> Reply {
        guard let admission = workload.admit(isNewLogin: found.route?.beginsLogin ?? false) else {
            return .response(busy(call(request, found), found.route))
        }
        return .work {
            defer { admission.end() }
            guard found.route?.takesPictures == true else {
                return await self.respond(to: request, found, admission)
            }
            // Megabytes take milliseconds, in which the event loop has others to serve.
            return await withTaskExecutorPreference(globalConcurrentExecutor) {
                await self.respond(to: request, found, admission)
            }
        }
    }

    /// What a poll was told, or its place.
    func reply(_ seen: PollGlance, allowedOrigin: String?) -> Reply {
        switch seen {
        case .response(let response):
            .response(finished(response, allowedOrigin: allowedOrigin))
        case .waiting(let wait, let ticket, let isHosted):
            .held(
                HeldPoll(
                    responder: self, wait: wait, ticket: ticket, isHosted: isHosted,
                    allowedOrigin: allowedOrigin))
        }
    }

    private func respond(
        to request: Request, _ found: Found, _ admission: Admission
    ) async -> Reply {
        admission.begin()
        let call = call(request, found)
        do throws(Problem) {
            switch found.route?.handler {
            case .endpoint(let endpoint):
                return .response(finished(try await endpoint(call), call))
            case .poll(let poll):
                let seen = try await poll.look(call)
                return reply(seen, allowedOrigin: call.allowedOrigin)
            case nil: return .response(finished(try nothing(at: call, found.allowed), call))
            }
        } catch {
            return .response(refused(error, call, found.route))
        }
    }

    private func call(_ request: Request, _ found: Found) -> Call {
        let address = proxies.client(
            peer: request.peer, forwardedFor: request.headers[values: .forwardedFor])
        return Call(request: request, address: address, parameters: found.parameters)
    }

    // MARK: Routes

    private struct Found: Sendable {
        var route: Route?
        var parameters: [String: String] = [:]
        /// Methods that this address knows.
        var allowed: Set<String> = []
    }

    private func find(_ request: Request) -> Found {
        let text = request.path
        guard text.hasPrefix(path) else { return Found() }
        let parts = text.utf8.dropFirst(path.utf8.count)
            .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { Substring($0) }
        var found = Found()
        let isHead = request.method == .head
        for route in routes {
            guard let parameters = route.match(parts) else { continue }
            if route.method == request.method || (isHead && route.method == .get) {
                return Found(route: route, parameters: parameters)
            }
            found.allowed.insert(route.method.rawValue)
        }
        return found
    }

    /// Who typed an address gets a page; programs get a problem.
    private func nothing(
        at call: Call, _ allowed: Set<String>
    ) throws(Problem) -> Response {
        var problem = Problem(allowed.isEmpty ? .notFound : .methodNotAllowed)
        if !allowed.isEmpty {
            problem.headers[.allow] = allowed.sorted().joined(separator: ", ")
        }
        guard allowed.isEmpty, call.request.headers[.accept]?.contains("text/html") == true
        else { throw problem }
        metrics.count(.refusals, problem.code.rawValue)
        var page = try endpoints.errorPage(problem)
        page.status = problem.code.status
        page.headers[.vary] = "Accept"
        return page
    }
}
