import Broker
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
    case sameDeviceOnly = "same_device_only"
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
    case credentialUnusable = "credential_unusable"
    case wrongReturn = "wrong_return"
    case noReference = "no_reference"
    case notAttested = "not_attested"
    case captureMismatch = "capture_mismatch"
    case notNow = "not_now"
    // At OAuth endpoints only.
    case invalidGrant = "invalid_grant"
    case unauthorizedClient = "unauthorized_client"
    case unsupportedGrantType = "unsupported_grant_type"
    case invalidScope = "invalid_scope"
    case invalidToken = "invalid_token"
    case insufficientScope = "insufficient_scope"
    case insufficientUserAuthentication = "insufficient_user_authentication"
    case authorizationPending = "authorization_pending"
    case slowDown = "slow_down"
    case accessDenied = "access_denied"
    case expiredToken = "expired_token"
    case unknownUserID = "unknown_user_id"
    case invalidBindingMessage = "invalid_binding_message"
    case invalidDPoPProof = "invalid_dpop_proof"
    case invalidRedirectURI = "invalid_redirect_uri"
    case invalidClientMetadata = "invalid_client_metadata"
    case loginRequired = "login_required"
    case consentRequired = "consent_required"
    case invalidRequestURI = "invalid_request_uri"
    case unsupportedResponseType = "unsupported_response_type"
    case requestNotSupported = "request_not_supported"
    case unmetAuthenticationRequirements = "unmet_authentication_requirements"
    case rateLimited = "rate_limited"
    case switchedOff = "switched_off"
    case overloaded
    case unavailable
    case `internal`

    init(_ refusal: OAuthRefusal) {
        self =
            switch refusal {
            case .invalidGrant: .invalidGrant
            case .unauthorizedClient: .unauthorizedClient
            case .unsupportedGrantType: .unsupportedGrantType
            case .invalidScope: .invalidScope
            case .invalidToken: .invalidToken
            case .insufficientScope: .insufficientScope
            case .authorizationPending: .authorizationPending
            case .slowDown: .slowDown
            case .accessDenied: .accessDenied
            case .expiredToken: .expiredToken
            case .unknownUserID: .unknownUserID
            case .invalidBindingMessage: .invalidBindingMessage
            case .invalidDPoPProof: .invalidDPoPProof
            case .invalidRedirectURI: .invalidRedirectURI
            case .invalidClientMetadata: .invalidClientMetadata
            case .loginRequired: .loginRequired
            case .consentRequired: .consentRequired
            case .invalidRequestURI: .invalidRequestURI
            case .unsupportedResponseType: .unsupportedResponseType
            case .requestNotSupported: .requestNotSupported
            case .unmetAuthenticationRequirements: .unmetAuthenticationRequirements
            }
    }

    package var status: HTTPResponse.Status {
        switch self {
        case .malformed, .invalidRequest, .captureMismatch, .invalidGrant, .unsupportedGrantType,
            .unauthorizedClient, .invalidScope, .authorizationPending, .slowDown, .accessDenied,
            .expiredToken, .unknownUserID, .invalidBindingMessage, .invalidDPoPProof,
            .invalidRedirectURI, .invalidClientMetadata, .loginRequired, .consentRequired,
            .invalidRequestURI, .unsupportedResponseType, .requestNotSupported,
            .unmetAuthenticationRequirements:
            .badRequest
        case .invalidClient, .invalidAssertion, .invalidToken, .insufficientUserAuthentication:
            .unauthorized
        case .originNotAllowed, .redirectURINotAllowed, .scopeNotAllowed, .walletNotAllowed,
            .wrongSubject, .riskBlocked, .deviceKeyRequired, .notAttested, .wrongReturn,
            .insufficientScope, .switchedOff, .sameDeviceOnly:
            .forbidden
        case .notFound, .unknownCode: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .notWaiting, .replayedAssertion, .alreadyScanned, .wrongChallenge, .alreadyDecided,
            .notNow, .noReference:
            .conflict
        case .sessionOver, .staleCode: .gone
        case .payloadTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .missingAsk, .wrongNumber, .credentialUnusable: .unprocessableContent
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
        case .sameDeviceOnly: "On a phone this login shows no code for another device"
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
        case .credentialUnusable: "This credential cannot be used"
        case .wrongReturn: "This is not what the app was given to bring back"
        case .noReference: "No face was checked here in this login"
        case .notAttested: "The signer may not vouch for this result"
        case .captureMismatch: "The pictures are not the ones that were signed"
        case .notNow: "There is nothing to be done now"
        case .invalidGrant: "The code or token is not good here"
        case .unauthorizedClient: "The client is not registered for this"
        case .invalidScope: "A scope was not granted"
        case .insufficientScope: "The access token lacks a scope that is needed here"
        case .insufficientUserAuthentication: "The login is too weak or too old for this"
        case .authorizationPending: "The person has not decided yet"
        case .slowDown: "The question came too early"
        case .accessDenied: "The person did not agree"
        case .expiredToken: "The time to decide is over"
        case .unknownUserID: "The hint names nobody"
        case .invalidBindingMessage: "The binding message cannot be shown"
        case .invalidDPoPProof: "The proof of possession is not good"
        case .invalidRedirectURI: "A redirect URI cannot be registered"
        case .invalidClientMetadata: "The registration asks for what it cannot have"
        case .loginRequired: "A scan is needed"
        case .consentRequired: "The person must agree first"
        case .invalidRequestURI: "The pushed request is unknown or run out"
        case .unsupportedResponseType: "This response type is not supported"
        case .unmetAuthenticationRequirements: "No level that is asked for can be reached"
        case .requestNotSupported: "Request objects are not supported"
        case .unsupportedGrantType: "This grant type is not supported"
        case .invalidToken: "The access token is not good"
        case .rateLimited: "Too many requests"
        case .switchedOff: "This is switched off for the time being"
        case .overloaded: "Too much work at the moment"
        case .unavailable: "A part of the service is not available"
        case .internal: "Something went wrong inside"
        }
    }

    /// The name at OAuth endpoints (RFC 6749 section 5.2, RFC 6750 section 3.1).
    var oauthName: String {
        switch self {
        case .invalidClient, .invalidGrant, .unsupportedGrantType, .invalidToken,
            .originNotAllowed, .unauthorizedClient, .invalidScope, .insufficientScope,
            .insufficientUserAuthentication, .authorizationPending, .slowDown, .accessDenied,
            .expiredToken, .unknownUserID, .invalidBindingMessage, .invalidDPoPProof,
            .invalidRedirectURI, .invalidClientMetadata, .loginRequired, .consentRequired,
            .invalidRequestURI, .unsupportedResponseType, .requestNotSupported,
            .unmetAuthenticationRequirements:
            rawValue
        case .scopeNotAllowed: "invalid_scope"
        case .rateLimited: "slow_down"
        case .switchedOff, .overloaded, .unavailable: "temporarily_unavailable"
        case .internal: "server_error"
        case .malformed, .invalidRequest, .redirectURINotAllowed,
            .walletNotAllowed, .notFound, .methodNotAllowed, .notAcceptable, .payloadTooLarge,
            .unsupportedMediaType, .notWaiting, .sameDeviceOnly, .sessionOver, .invalidAssertion,
            .replayedAssertion, .deviceKeyRequired, .unknownCode, .staleCode, .wrongSubject,
            .alreadyScanned, .riskBlocked, .wrongChallenge, .alreadyDecided, .missingAsk,
            .wrongNumber, .credentialUnusable, .wrongReturn, .noReference, .notAttested,
            .captureMismatch, .notNow:
            "invalid_request"
        }
    }
}
