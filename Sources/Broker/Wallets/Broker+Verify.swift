import Addresses
import LoginFlow
import Secrets
import SessionStore
import StrictJSON
import Tokens

extension Broker {
    /// Verifies a statement. Whatever is wrong with it, strangers hear one answer.
    ///
    /// Limits come in the contract's order: the address before the signature is looked at, wallet
    /// and subject after it; the `jti` is used up later, in the transaction of what it causes.
    func verify(
        _ assertion: String, acts: Set<StatementAct>, address: String
    ) async throws(BrokerRefusal) -> Statement {
        let neighbours = IPNetwork.limitKey(address)
        try requireSome(limits.invalidStatementPerAddress, neighbours)
        let statement: Statement
        do throws(BrokerRefusal) {
            statement = try await verify(assertion, acts: acts)
        } catch {
            if case .invalidAssertion = error, !isSwitchedOff(signerOf: assertion) {
                count(limits.invalidStatementPerAddress, neighbours)
            }
            throw error
        }
        try takeCall(of: statement)
        return statement
    }

    /// Counts a verified statement against its wallet and its person; whoever only names a wallet uses
    /// up none of its room. Nor does a call that its person's own limit refuses: else one person could
    /// spend what all of the wallet's people have.
    private func takeCall(of statement: Statement) throws(BrokerRefusal) {
        try take(limits.walletCallsPerWallet, statement.wallet.id)
        do throws(BrokerRefusal) {
            try take(limits.walletCallsPerSubject, statement.person)
        } catch {
            giveBack(limits.walletCallsPerWallet, statement.wallet.id)
            throw error
        }
    }

    /// The same without limits, for a statement inside a statement.
    func verify(
        _ assertion: String, acts: Set<StatementAct>
    ) async throws(BrokerRefusal) -> Statement {
        guard let jws = try? CompactJWS(parsing: assertion),
            jws.header["typ"]?.string == "qrlogin+jwt",
            !jws.header.keys.contains("crit"),
            let kid = jws.header["kid"]?.string, !kid.isEmpty, kid.utf8.count <= 256,
            let wallet = jws.unverifiedPayload["iss"]?.string.flatMap({ wallets[$0] }),
            let sub = jws.unverifiedPayload["sub"]?.string, !sub.isEmpty,
            sub.utf8.count <= StatementLimit.sub, !sub.utf8.contains(0)
        else { throw .invalidAssertion }
        let person = keys.person(wallet: wallet.id, sub: sub)
        let (key, signer) = try await self.key(kid, wallet, person)
        guard let claims = jws.payload(verifiedBy: key),
            let statement = read(claims, assertion, key, wallet, sub, person, signer),
            let act = StatementAct(rawValue: statement.act), acts.contains(act)
        else { throw .invalidAssertion }
        return statement
    }

    /// The key named `kid` within the wallet: its own, or one enrolled for this person.
    private func key(
        _ kid: String, _ wallet: Wallet, _ person: Digest
    ) async throws(BrokerRefusal) -> (VerificationKey, Statement.Signer) {
        if let key = wallet.keys[kid] {
            if wallets.isOff(key: kid, of: wallet.id) { throw .invalidAssertion }
            return (key, .wallet)
        }
        guard !kid.utf8.contains(0) else { throw .invalidAssertion }
        let name = UsedStatement.DeviceKey(person: person, kid: kid)
        let device = try await stored { () async throws(StoreFailure) in
            try await store.device(name)
        }
        guard let device, device.wallet == wallet.id,
            let jwk = try? JSONValue(parsing: device.jwk),
            let key = try? VerificationKey(jwk: jwk)
        else { throw .invalidAssertion }
        let attests = Set(device.attests.compactMap(Wallet.Attestation.init))
        return (key, .device(name, attests: attests))
    }

    /// Checks the claims and times.
    ///
    /// - Returns: `nil` for anything wrong.
    private func read(
        _ claims: JSONObject, _ text: String, _ key: VerificationKey, _ wallet: Wallet,
        _ sub: String, _ person: Digest, _ signer: Statement.Signer
    ) -> Statement? {
        guard isForUs(claims["aud"]), let expiry = expiry(claims),
            let jti = claims["jti"]?.string, StatementLimit.jti.contains(jti.count),
            let act = claims["act"]?.string, let device = claims["device"]?.object,
            let deviceID = shortText(device["id"]), !deviceID.isEmpty
        else { return nil }
        var deviceKey: UsedStatement.DeviceKey?
        var signers = [Switchable.wallet(wallet.id)]
        switch signer {
        case .wallet: signers.append(.walletKey(wallet: wallet.id, kid: key.kid))
        case .device(let key, _): deviceKey = key
        }
        return Statement(
            text: text, key: key, wallet: wallet, sub: sub, deviceID: deviceID, act: act,
            claims: claims, signer: signer,
            person: person,
            device: keys.device(wallet: wallet.id, sub: sub, device: deviceID),
            used: UsedStatement(
                digest: keys.statement(issuer: wallet.id, jti: jti), forgetAt: expiry,
                deviceKey: deviceKey, signers: signers))
    }

    private func isForUs(_ audience: JSONValue?) -> Bool {
        switch audience {
        case .string(let one): one == settings.issuer
        case .array(let many): many.contains(.string(settings.issuer))
        default: false
        }
    }

    /// When the statement runs out, if it is good now.
    private func expiry(_ claims: JSONObject) -> Moment? {
        guard let issued = seconds(claims["iat"]), let expires = seconds(claims["exp"])
        else { return nil }
        let now = clock.now().seconds
        guard issued <= now + StatementLimit.skew, expires > now, expires > issued,
            expires <= issued + StatementLimit.lifetime
        else { return nil }
        if let start = claims["nbf"] {
            guard let start = seconds(start), start <= now + StatementLimit.skew
            else { return nil }
        }
        return Moment(seconds: expires) + StatementLimit.memory
    }

    /// A NumericDate (RFC 7519 section 2), fractions cut off; bounded so that sums cannot overflow.
    private func seconds(_ value: JSONValue?) -> Int64? {
        guard let number = value?.number, (0...1e11).contains(number) else { return nil }
        return Int64(number)
    }

    private func shortText(_ value: JSONValue?) -> String? {
        guard let text = value?.string, text.utf8.count <= StatementLimit.deviceText,
            !text.utf8.contains(0)
        else { return nil }
        return text
    }
}

extension Broker {
    /// Refuses a verified statement, which is used up by that (PROTOCOL section 3).
    func refuse(
        _ statement: Statement, _ refusal: BrokerRefusal
    ) async throws(BrokerRefusal) -> Never {
        _ = try await once { () async throws(StoreFailure) in
            try await store.useUp(statement.used)
        }
        throw refusal
    }

    /// Reads what a use case needs of a verified statement, which is used up where that is refused.
    func members<Value>(
        of statement: Statement, _ read: () throws(BrokerRefusal) -> Value
    ) async throws(BrokerRefusal) -> Value {
        do throws(BrokerRefusal) {
            return try read()
        } catch {
            try await refuse(statement, error)
        }
    }

    /// Unwraps what a used statement brought.
    func once<Value>(
        _ body: () async throws(StoreFailure) -> StatementOutcome<Value>
    ) async throws(BrokerRefusal) -> Value {
        switch try await stored(body) {
        case .done(let value): return value
        case .replayed: throw .replayedAssertion
        case .keyRevoked, .switchedOff: throw .invalidAssertion
        }
    }
}
