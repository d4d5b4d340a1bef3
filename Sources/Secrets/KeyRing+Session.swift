package import LoginFlow

/// What belongs to one login session.
extension KeyRing {
    package func scanToken(for poll: PollToken) -> ScanToken {
        ScanToken(bytes: derive("scan token", from: poll.bytes, byteCount: SecretSize.scanToken))
    }

    package func authorizationCode(for poll: PollToken) -> AuthorizationCode {
        let count = SecretSize.authorizationCode
        return AuthorizationCode(
            bytes: derive("authorization code", from: poll.bytes, byteCount: count))
    }

    /// The browser's cookie for the sign-in that a login session leads to. Made of the code, because
    /// the page, which sets it, and the redemption, which remembers its digest, both know that one.
    package func signInToken(for code: AuthorizationCode) -> SignInToken {
        SignInToken(
            bytes: derive("sign-in", from: code.bytes, byteCount: SecretSize.signInToken))
    }

    /// The typed code: eight letters, no vowels, so that none reads as a word.
    package func userCode(for poll: PollToken) -> UserCode {
        let bytes = derive("user code", from: poll.bytes, byteCount: UserCode.length * 2)
        let letters = stride(from: 0, to: bytes.count, by: 2).map { index in
            // 16 bits onto 20 letters: a bias of 1 in 4,000, far below what a guesser could use.
            UserCode.alphabet[(Int(bytes[index]) << 8 | Int(bytes[index + 1])) % 20]
        }
        return UserCode(letters: letters)
    }

    /// The typed code has 34 bits only, so a plain digest of it could be searched.
    package func digest(of code: UserCode) -> Digest {
        mac("user code", [code.letters])
    }

    /// What a phone must sign its decision over. Depends on who claimed, and needs no storage.
    package func challenge(for id: SessionID, claim: Claim) -> Digest {
        mac("challenge", claimParts(id, claim))
    }

    /// Two digits, drawn by the claim: before it nobody can know them.
    package func matchNumber(for id: SessionID, claim: Claim) -> String {
        let bytes = mac("match number", claimParts(id, claim)).bytes
        let number = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) } % 100
        return number < 10 ? "0\(number)" : "\(number)"
    }

    package func faceCheckID(for id: SessionID, number: Int) -> Digest {
        mac("face check", [id.bytes, Array(String(number).utf8)])
    }

    package func faceChallenge(for id: SessionID, number: Int) -> Digest {
        mac("face challenge", [id.bytes, Array(String(number).utf8)])
    }

    /// What the movements of a face check are drawn with; nobody can know them before it is open.
    package func faceActions(for id: SessionID, number: Int) -> Digest {
        mac("face actions", [id.bytes, Array(String(number).utf8)])
    }

    /// Proves that the app has brought the person back: known to the phone that claimed, once it has
    /// done its part.
    package func returnToken(for id: SessionID, claim: Claim) -> Digest {
        mac("return", claimParts(id, claim))
    }

    private func claimParts(_ id: SessionID, _ claim: Claim) -> [[UInt8]] {
        [id.bytes, claim.device.bytes, Array((claim.deviceKey ?? "").utf8)]
    }
}
