package import HTTPTypes

/// Every problem the API answers with, each once: its code, its status, its sentence.
///
/// The sentence is fixed, so that nothing from a request or from inside ever comes out in an error.
package enum ProblemCode: String, Sendable, CaseIterable {
    case malformed
    case invalidRequest = "invalid_request"
    case invalidClient = "invalid_client"
    case originNotAllowed = "origin_not_allowed"
    case redirectURINotAllowed = "redirect_uri_not_allowed"
    case scopeNotAllowed = "scope_not_allowed"
    case walletNotAllowed = "wallet_not_allowed"
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case notAcceptable = "not_acceptable"
    case payloadTooLarge = "payload_too_large"
    case unsupportedMediaType = "unsupported_media_type"
    case notWaiting = "not_waiting"
    case sessionOver = "session_over"
    case invalidAssertion = "invalid_assertion"
    case replayedAssertion = "replayed_assertion"
    case deviceKeyRequired = "device_key_required"
    case unknownCode = "unknown_code"
    case staleCode = "stale_code"
    case wrongSubject = "wrong_subject"
    case alreadyScanned = "already_scanned"
    case riskBlocked = "risk_blocked"
    case wrongChallenge = "wrong_challenge"
    case alreadyDecided = "already_decided"
    case missingAsk = "missing_ask"
    case wrongNumber = "wrong_number"
    case notAttested = "not_attested"
    case captureMismatch = "capture_mismatch"
    case notNow = "not_now"
    // At OAuth endpoints only.
    case invalidGrant = "invalid_grant"
    case unsupportedGrantType = "unsupported_grant_type"
    case invalidToken = "invalid_token"
    case rateLimited = "rate_limited"
    case overloaded
    case unavailable
    case `internal`

    package var status: HTTPResponse.Status {
        switch self {
        case .malformed, .invalidRequest, .captureMismatch, .invalidGrant, .unsupportedGrantType:
            .badRequest
        case .invalidClient, .invalidAssertion, .invalidToken: .unauthorized
        case .originNotAllowed, .redirectURINotAllowed, .scopeNotAllowed, .walletNotAllowed,
            .wrongSubject, .riskBlocked, .deviceKeyRequired, .notAttested:
            .forbidden
        case .notFound, .unknownCode: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .notWaiting, .replayedAssertion, .alreadyScanned, .wrongChallenge, .alreadyDecided,
            .notNow:
            .conflict
        case .sessionOver, .staleCode: .gone
        case .payloadTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .missingAsk, .wrongNumber: .unprocessableContent
        case .rateLimited: .tooManyRequests
        case .overloaded, .unavailable: .serviceUnavailable
        case .internal: .internalServerError
        }
    }

    package var title: String {
        switch self {
        case .malformed: "The body is not the JSON this API takes"
        case .invalidRequest: "A member is missing or not valid"
        case .invalidClient: "The client is unknown or did not prove itself"
        case .originNotAllowed: "This origin is not registered for the client"
        case .redirectURINotAllowed: "This redirect URI is not registered for the client"
        case .scopeNotAllowed: "A scope is not registered for the client"
        case .walletNotAllowed: "This wallet may not be used here"
        case .notFound: "There is nothing here"
        case .methodNotAllowed: "The method does not fit this address"
        case .notAcceptable: "None of the accepted media types can be given"
        case .payloadTooLarge: "The body is larger than this address takes"
        case .unsupportedMediaType: "The media type of the body does not fit this address"
        case .notWaiting: "The code is no longer shown"
        case .sessionOver: "The login session is over"
        case .invalidAssertion: "The signed statement is not valid"
        case .replayedAssertion: "The signed statement was used before"
        case .deviceKeyRequired: "Only an enrolled device key may sign this"
        case .unknownCode: "The code is not known"
        case .staleCode: "The code has been replaced by a newer one"
        case .wrongSubject: "The login session is for another person"
        case .alreadyScanned: "Another phone has scanned the code"
        case .riskBlocked: "This phone may not continue here"
        case .wrongChallenge: "The challenge is not the one that was given"
        case .alreadyDecided: "Another decision was made before"
        case .missingAsk: "The decision lacks something that is asked"
        case .wrongNumber: "The number is not the one on the page"
        case .notAttested: "The signer may not vouch for this result"
        case .captureMismatch: "The pictures are not the ones that were signed"
        case .notNow: "No face check is open"
        case .invalidGrant: "The authorization code is not good here"
        case .unsupportedGrantType: "This grant type is not supported"
        case .invalidToken: "The access token is not good"
        case .rateLimited: "Too many requests"
        case .overloaded: "Too much work at the moment"
        case .unavailable: "A part of the service is not available"
        case .internal: "Something went wrong inside"
        }
    }

    /// The name at OAuth endpoints (RFC 6749 section 5.2, RFC 6750 section 3.1).
    var oauthName: String {
        switch self {
        case .invalidClient, .invalidGrant, .unsupportedGrantType, .invalidToken,
            .originNotAllowed:
            rawValue
        case .rateLimited: "slow_down"
        case .overloaded, .unavailable: "temporarily_unavailable"
        case .internal: "server_error"
        case .malformed, .invalidRequest, .redirectURINotAllowed, .scopeNotAllowed,
            .walletNotAllowed, .notFound, .methodNotAllowed, .notAcceptable, .payloadTooLarge,
            .unsupportedMediaType, .notWaiting, .sessionOver, .invalidAssertion,
            .replayedAssertion, .deviceKeyRequired, .unknownCode, .staleCode, .wrongSubject,
            .alreadyScanned, .riskBlocked, .wrongChallenge, .alreadyDecided, .missingAsk,
            .wrongNumber, .notAttested, .captureMismatch, .notNow:
            "invalid_request"
        }
    }
}
