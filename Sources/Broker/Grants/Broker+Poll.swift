package import LoginFlow
import Secrets
import SessionStore

extension Broker {
    /// A program asks for the outcome of a device grant (RFC 8628 section 3.4) or of a CIBA request.
    ///
    /// - Parameter secret: the `device_code` or `auth_req_id`.
    package func poll(
        _ secret: String, _ channel: Channel, keyThumbprint: String?, by party: RelyingParty,
        address: String
    ) async throws(BrokerRefusal) -> IssuedTokens {
        guard let poll = PollToken(text: secret, byteCount: SecretSize.pollToken),
            let record = try await waiting(poll, channel, party)
        else {
            countGuess(by: party, address: address)
            throw .invalidGrant
        }
        switch record.session.state {
        case .waiting, .scanned, .confirmed, .faceChecking:
            let isEarly = pace.isTooEarly(record.id, at: clock.waiting())
            throw .oauth(isEarly ? .slowDown : .authorizationPending)
        case .expired, .denied, .cancelled, .failed, .replaced, .approved, .redeemed:
            pace.forget(record.id)
        }
        switch record.session.state {
        // At `expired_token` a program may begin anew (RFC 8628 section 3.5), to hear the same again.
        case .expired(.switchedOff): throw .oauth(.accessDenied)
        case .expired: throw .oauth(.expiredToken)
        case .denied, .cancelled, .failed, .replaced: throw .oauth(.accessDenied)
        case .waiting, .scanned, .confirmed, .faceChecking, .approved, .redeemed: break
        }
        let proof = CodeProof(redirectURI: nil, verifier: nil, keyThumbprint: keyThumbprint)
        let code = keys.authorizationCode(for: poll)
        guard let tokens = try await redeem(code, channel, proof, by: party)
        else { throw .invalidGrant }
        return tokens
    }

    /// The login session that this secret waits for, if it is this portal's.
    private func waiting(
        _ poll: PollToken, _ channel: Channel, _ party: RelyingParty
    ) async throws(BrokerRefusal) -> SessionRecord? {
        let code = keys.authorizationCode(for: poll)
        let record = try await stored { () async throws(StoreFailure) in
            try await store.read(code: Digest(of: code))
        }
        guard let record, record.session.request.channel == channel,
            record.session.request.clientID == party.id
        else { return nil }
        return try await upToDate(record)
    }
}
