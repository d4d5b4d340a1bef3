package import Broker
import HTTPServing
package import HTTPTypes
import LoginFlow
import RateLimiting
import StrictJSON

/// One "no" on its way out (RFC 9457).
package struct Problem: Error, Sendable {
    package var code: ProblemCode
    /// `parameter` of `invalid_request`, `ask` of `missing_ask`, `reason` of `credential_unusable`.
    package var member: (name: String, value: String)?
    package var headers: HTTPFields = [:]
    /// What a challenge says beside the error (RFC 9470 section 3).
    package var challengeFields: [(name: String, value: String)] = []
    /// For the log only.
    package var failure: String?

    /// The code's own, but for a cancellation that comes too late.
    package var status: HTTPResponse.Status

    package init(_ code: ProblemCode) {
        self.code = code
        status = code.status
    }

    package static func invalidRequest(_ parameter: String) -> Problem {
        var problem = Problem(.invalidRequest)
        problem.member = ("parameter", parameter)
        return problem
    }

    /// The one mapping from what the use cases refuse to what the wire says.
    package init(refusal: BrokerRefusal) {
        switch refusal {
        case .invalidRequest(let parameter): self = .invalidRequest(parameter)
        case .invalidClient: self.init(.invalidClient)
        case .originNotAllowed: self.init(.originNotAllowed)
        case .redirectURINotAllowed: self.init(.redirectURINotAllowed)
        case .scopeNotAllowed: self.init(.scopeNotAllowed)
        case .walletNotAllowed: self.init(.walletNotAllowed)
        case .notFound: self.init(.notFound)
        case .notWaiting: self.init(.notWaiting)
        case .sameDeviceOnly: self.init(.sameDeviceOnly)
        case .sessionOver: self.init(.sessionOver)
        case .tooLateToCancel:
            self.init(.sessionOver)
            status = .conflict
        case .invalidAssertion: self.init(.invalidAssertion)
        case .oauth(let refusal): self.init(ProblemCode(refusal))
        case .registration(let refusal, let name):
            self.init(ProblemCode(refusal))
            member = ("parameter", name)
        case .insufficientAuthentication(let level, let maximumAge):
            self.init(.insufficientUserAuthentication)
            level.map { challengeFields.append(("acr_values", AssuranceLevel.name($0))) }
            maximumAge.map { challengeFields.append(("max_age", "\($0)")) }
        case .unmetLevel: self = .invalidRequest("acr_values")
        case .replayedAssertion: self.init(.replayedAssertion)
        case .deviceKeyRequired: self.init(.deviceKeyRequired)
        case .unknownCode: self.init(.unknownCode)
        case .staleCode: self.init(.staleCode)
        case .wrongSubject: self.init(.wrongSubject)
        case .alreadyScanned: self.init(.alreadyScanned)
        case .riskBlocked: self.init(.riskBlocked)
        case .coolingDown(let standing):
            self.init(.riskBlocked)
            headers[.retryAfter] = "\(max(1, standing.retryAfterSeconds))"
        case .wrongChallenge: self.init(.wrongChallenge)
        case .alreadyDecided: self.init(.alreadyDecided)
        case .missingAsk(let ask):
            self.init(.missingAsk)
            member = ("ask", ask)
        case .wrongNumber: self.init(.wrongNumber)
        case .credentialUnusable(let fault):
            self.init(.credentialUnusable)
            member = ("reason", fault.rawValue)
        case .wrongReturn: self.init(.wrongReturn)
        case .noReference: self.init(.noReference)
        case .notAttested: self.init(.notAttested)
        case .captureMismatch: self.init(.captureMismatch)
        case .notNow: self.init(.notNow)
        case .rateLimited(let standing):
            self.init(.rateLimited)
            headers = standing.headers
        case .crowded:
            self.init(.rateLimited)
            // By then the oldest of them has usually been seen or has run out.
            headers[.retryAfter] = "30"
        case .switchedOff:
            self.init(.switchedOff)
            // Nobody knows for how long; often enough to go on soon after it is on again.
            headers[.retryAfter] = "30"
        case .overloaded:
            self.init(.overloaded)
            headers[.retryAfter] = "1"
            failure = "too many requests, writes or waits at once"
        case .unavailable(let reason):
            self.init(.unavailable)
            headers[.retryAfter] = "2"
            failure = reason
        }
    }

    /// Whether a part failed, so that the log must say what.
    package var isFailure: Bool { failure != nil || code == .internal }

    /// - Parameters:
    ///   - errorID: names the log line to whoever asks about it.
    ///   - isOAuth: whether to say it in the form of RFC 6749.
    func response(errorID: String?, isOAuth: Bool) -> Response {
        var response = isOAuth ? oauthForm(errorID) : problemForm(errorID)
        for field in headers { response.headers[field.name] = field.value }
        return response
    }

    private func oauthForm(_ errorID: String?) -> Response {
        var members: JSONObject = [
            "error": .string(code.oauthName), "error_description": .string(explanation),
        ]
        members.append("error_id", errorID)
        return .json(.object(members), status: oauthStatus)
    }

    /// RFC 6749 section 5.2 knows 400 and 401 for what a client has done wrong.
    private var oauthStatus: HTTPResponse.Status {
        switch code {
        case .redirectURINotAllowed, .scopeNotAllowed, .walletNotAllowed: .badRequest
        // Nothing is wrong with the request, nor with what the client holds.
        case .switchedOff: .serviceUnavailable
        default: status
        }
    }

    private func problemForm(_ errorID: String?) -> Response {
        var members: JSONObject = [
            "type": .string("urn:qrbroker:problem:\(code.rawValue)"),
            "title": .string(code.title), "status": .integer(Int64(status.code)),
            "detail": .string(explanation + "."), "code": .string(code.rawValue),
        ]
        if let member { members.append(member.name, member.value) }
        members.append("error_id", errorID)
        var response = Response.json(.object(members), status: status)
        response.headers[.contentType] = "application/problem+json"
        return response
    }

    /// The code's sentence, with the name of what is wrong: one of our own words, never the
    /// caller's (RFC 6749 section 5.2 takes ASCII only).
    var explanation: String {
        guard let member else { return code.title }
        return "\(code.title): \(member.value)"
    }
}

extension Standing {
    /// The headers of a refusal, and of the IETF draft on rate limit fields.
    var headers: HTTPFields {
        var headers: HTTPFields = [.retryAfter: "\(max(1, retryAfterSeconds))"]
        headers[.rateLimit] = "\"default\";r=\(remaining);t=\(resetSeconds)"
        headers[.rateLimitPolicy] = "\"default\";q=\(allowance.count);w=\(allowance.seconds)"
        return headers
    }
}
