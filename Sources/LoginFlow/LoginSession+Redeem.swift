extension LoginSession {
    /// How many wrong proofs an authorization code survives. A client that mixes up its verifier
    /// may try again; a thief may not try for long.
    package static let maximumWrongRedemptions = 5

    /// Turns the authorization code into tokens, once (INV-3).
    ///
    /// - Parameters:
    ///   - isRightClient: whether the caller is the client the code was made for.
    ///   - isRightProof: whether redirect URI and PKCE verifier are the ones of the request.
    /// - Throws: `codeUsed` at a second use by the right client, who may have been robbed: what the
    ///   first use gave must be revoked.
    package mutating func redeem(
        isRightClient: Bool, isRightProof: Bool, at now: Moment
    ) throws(Refusal) {
        expireIfDue(at: now)
        switch state {
        case .approved: break
        case .redeemed: throw isRightClient ? .codeUsed : .sessionOver
        case .waiting, .scanned, .confirmed, .faceChecking, .denied, .cancelled, .expired,
            .failed, .replaced:
            throw .sessionOver
        }
        guard isRightClient && isRightProof else {
            wrongRedemptions += 1
            if wrongRedemptions >= Self.maximumWrongRedemptions {
                move(to: .expired(.unredeemed), cause: .misuse, at: now)
            }
            throw .wrongRedemption
        }
        move(to: .redeemed, cause: .redeem, at: now)
    }
}
