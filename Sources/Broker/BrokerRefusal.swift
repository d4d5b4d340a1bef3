import LoginFlow
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
    case wrongChallenge
    case alreadyDecided
    case missingAsk(String)
    case wrongNumber
    case notAttested
    case captureMismatch
    case notNow
    /// The authorization code is not good (RFC 6749 section 5.2).
    case invalidGrant
    case unsupportedGrantType
    /// No answer to this policy could reach a level that was asked for.
    case unmetLevel
    /// The access token is not good (RFC 6750 section 3.1).
    case invalidToken
    case rateLimited(Standing)
    case overloaded
    /// A part failed. The text is for the log, never for the caller.
    case unavailable(String)
}

extension BrokerRefusal {
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
            case .wrongNumber: .wrongNumber
            case .notAttested: .notAttested
            case .notNow: .notNow
            case .wrongRedemption, .codeUsed: .invalidGrant
            }
    }
}
