/// Every reason for which the rules say no to somebody who follows the protocol.
package enum Refusal: Error, Sendable, Hashable {
    /// The login session is over.
    case sessionOver
    /// For this caller the login session does not exist.
    case notFound
    case walletNotAllowed
    case wrongSubject
    case alreadyScanned
    /// An authentic frame that has ended.
    case staleCode
    /// This phone is refused; the login session goes on.
    case riskBlocked
    case wrongChallenge
    /// Another decision than before.
    case alreadyDecided
    /// The first thing asked for that the decision lacks, by its name.
    case missingAsk(String)
    case unknownScope
    /// The credential counts for nothing; another may be chosen.
    case credentialUnusable(CredentialFault)
    /// The login session has ended by this.
    case wrongNumber
    /// A result that only the wallet may vouch for.
    case notAttested
    /// No face check is open, or nothing is left to do.
    case notNow
    /// The page may not cancel any more.
    case tooLateToCancel
    /// The authorization code is good, the caller's proof is not; one of five tries is gone.
    case wrongRedemption
    /// The authorization code was used before, by this same client.
    case codeUsed
}

/// Why a credential cannot be used.
package enum CredentialFault: String, Sendable, CaseIterable {
    case revoked
    case expired
}
