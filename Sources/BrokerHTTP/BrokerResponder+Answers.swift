import Base64URL
import Broker
import BrokerMetrics
import HTTPServing
import HTTPTypes
import Logging

/// What every answer has, and what a refusal becomes.
extension BrokerResponder {
    /// The early "no" of a broker that has enough to do. Whoever comes again does so after 1 to 3
    /// seconds, each after another time, so that they do not come back together.
    func busy(_ call: Call, _ route: Route?) -> Response {
        var problem = Problem(refusal: .overloaded)
        problem.headers[.retryAfter] = "\(Int.random(in: 1...3))"
        // Pages must be able to read when to come again, and only theirs may.
        if let origin = call.origin, broker.parties.isRegistered(origin: origin) {
            call.allowedOrigin = origin
        }
        return refused(problem, call, route)
    }

    /// What people get is a page, for they can make nothing of a problem.
    func refused(_ problem: Problem, _ call: Call, _ route: Route?) -> Response {
        guard let route, route.isPage else { return finished(answer(problem, for: route), call) }
        let errorID = note(problem, at: route)
        let ancestors = route.beginsLogin ? endpoints.ancestorsOfPortal(in: call) : []
        let page = try? endpoints.errorPage(problem, errorID: errorID, ancestors: ancestors)
        return finished(page ?? problem.response(errorID: errorID, isOAuth: false), call)
    }

    func answer(_ problem: Problem, for route: Route?) -> Response {
        problem.response(errorID: note(problem, at: route), isOAuth: route?.isOAuth ?? false)
    }

    /// A failure gets an id that stands in the answer and in the log; refusals are only counted.
    private func note(_ problem: Problem, at route: Route?) -> String? {
        guard problem.isFailure else {
            metrics.count(.refusals, problem.code.rawValue)
            return nil
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
        return errorID
    }

    func finished(_ response: Response, _ call: Call) -> Response {
        finished(response, allowedOrigin: call.allowedOrigin)
    }

    /// With what every answer carries.
    func finished(_ response: Response, allowedOrigin: String?) -> Response {
        var response = response
        SecurityHeaders.add(to: &response, issuer: broker.settings.issuer)
        if let allowedOrigin {
            response.headers[.accessControlAllowOrigin] = allowedOrigin
            response.headers[.accessControlExposeHeaders] =
                "Session-Version, Retry-After, RateLimit, RateLimit-Policy"
        }
        // Always: a cache must not give one origin what it kept of an answer to another, or to none.
        response.headers.append(HTTPField(name: .vary, value: "Origin"))
        return response
    }
}
