package import LoginFlow
package import RateLimiting

/// Every "no" of the use cases. What each looks like on the wire is decided at the HTTP edge.
package enum BrokerRefusal: Error, Sendable {
    /// A member is missing or not of its type; named for the caller.
    case invalidRequest(parameter: String)
    case invalidClient
    case originNotAllowed
    case redirectURINotAllowed
    case scopeNotAllowed
    case walletNotAllowed
    /// Unknown, foreign and forgotten alike.
    case notFound
    /// The code is no longer shown.
    case notWaiting
    /// The page is on a phone, where the policy shows no code for another device.
    case sameDeviceOnly
    case sessionOver
    case tooLateToCancel
    case invalidAssertion
    case replayedAssertion
    case deviceKeyRequired
    case unknownCode
    case staleCode
    case wrongSubject
    case alreadyScanned
    case riskBlocked
    /// The same for a person who is to be left in peace for a while.
    case coolingDown(Standing)
    case wrongChallenge
    case alreadyDecided
    case missingAsk(String)
    /// Another credential may be chosen.
    case credentialUnusable(CredentialFault)
    /// What was brought back from the app is not what it was given.
    case wrongReturn
    /// No face was checked here in that login, so there is nothing to compare with.
    case noReference
    case wrongNumber
    case notAttested
    case captureMismatch
    case notNow
    /// No answer to this policy could reach a level that was asked for.
    case unmetLevel
    /// What only the OAuth endpoints say.
    case oauth(OAuthRefusal)
    /// A member of a registration is not good; named for the caller.
    case registration(OAuthRefusal, member: String)
    /// The token is good, the login behind it is too weak or too old (RFC 9470).
    case insufficientAuthentication(level: Int?, maximumAge: Int?)
    case rateLimited(Standing)
    /// As many requests of one portal wait for one person as may.
    case crowded
    /// The operator has switched off what this needs, for now.
    case switchedOff
    case overloaded
    /// A part failed. The text is for the log, never for the caller.
    case unavailable(String)
}

/// The "no" of OAuth and OpenID Connect, named as their specifications do.
package enum OAuthRefusal: String, Error, Sendable, CaseIterable {
    // RFC 6749 section 5.2
    case invalidGrant = "invalid_grant"
    case unauthorizedClient = "unauthorized_client"
    case unsupportedGrantType = "unsupported_grant_type"
    case invalidScope = "invalid_scope"
    /// The access token is not good, or not good enough (RFC 6750 section 3.1).
    case invalidToken = "invalid_token"
    case insufficientScope = "insufficient_scope"
    // RFC 8628 section 3.5
    case authorizationPending = "authorization_pending"
    case slowDown = "slow_down"
    case accessDenied = "access_denied"
    case expiredToken = "expired_token"
    // OpenID CIBA section 13
    case unknownUserID = "unknown_user_id"
    case invalidBindingMessage = "invalid_binding_message"
    /// The proof of possession is not good (RFC 9449 section 7.1).
    case invalidDPoPProof = "invalid_dpop_proof"
    // RFC 7591 section 3.2.2
    case invalidRedirectURI = "invalid_redirect_uri"
    case invalidClientMetadata = "invalid_client_metadata"
    // OpenID Connect Core section 3.1.2.6
    case loginRequired = "login_required"
    case consentRequired = "consent_required"
    case invalidRequestURI = "invalid_request_uri"
    case unsupportedResponseType = "unsupported_response_type"
    case requestNotSupported = "request_not_supported"
    /// No level that was asked for can be reached (OpenID Connect Core 1.0 with Unmet Authentication
    /// Requirements 1.0).
    case unmetAuthenticationRequirements = "unmet_authentication_requirements"
}

extension BrokerRefusal {
    static let invalidGrant = BrokerRefusal.oauth(.invalidGrant)

    /// A registration asks for what it cannot have (RFC 7591 section 3.2.2).
    static func metadata(_ member: String) -> BrokerRefusal {
        .registration(.invalidClientMetadata, member: member)
    }

    /// What the rules' "no" is called outside.
    init(_ refusal: Refusal) {
        self =
            switch refusal {
            case .sessionOver: .sessionOver
            case .tooLateToCancel: .tooLateToCancel
            case .notFound: .notFound
            case .walletNotAllowed: .walletNotAllowed
            case .wrongSubject: .wrongSubject
            case .alreadyScanned: .alreadyScanned
            case .staleCode: .staleCode
            case .riskBlocked: .riskBlocked
            case .wrongChallenge: .wrongChallenge
            case .alreadyDecided: .alreadyDecided
            case .missingAsk(let ask): .missingAsk(ask)
            case .unknownScope: .invalidRequest(parameter: "scopes")
            case .credentialUnusable(let fault): .credentialUnusable(fault)
            case .wrongNumber: .wrongNumber
            case .notAttested: .notAttested
            case .notNow: .notNow
            case .wrongRedemption, .codeUsed: .invalidGrant
            }
    }
}
