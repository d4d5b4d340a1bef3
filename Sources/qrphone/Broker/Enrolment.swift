import StrictJSON
import Tokens

/// Enrols and revokes the key of a device: the wallet's backend vouches for it with its own key.
struct Enrolment {
    let keys: DeviceKeys
    let client: BrokerClient
    let speaker: Speaker
    /// `nil` when this phone has no access to the wallet's key.
    let walletKey: SigningKey?

    /// The device's key, enrolled here. Makes and enrols one on first use.
    func enrolledKey() async throws(PhoneFailure) -> SigningKey {
        if let known = try keys.key(of: speaker), known.issuers.contains(client.issuer) {
            return known.key
        }
        return try await enrol()
    }

    /// Enrols the device's key, whether or not it was enrolled before; makes it if needed.
    func enrol() async throws(PhoneFailure) -> SigningKey {
        guard let walletKey else { throw .deviceNotEnrolled(issuer: client.issuer) }
        let key = try keys.keyOrNewOne(of: speaker).key
        let wallet = Signer(speaker: speaker, issuer: client.issuer, key: walletKey)
        let answer = try await client.send(
            .enrol, wallet.statement(.enrol, Self.members(for: key.publicKey)))
        guard answer.body["kid"]?.string == key.kid else { throw .malformedAnswer("kid") }
        try keys.remember(client.issuer, for: speaker)
        return key
    }

    /// Revokes the device's key; the wallet's key signs, or else the key itself.
    ///
    /// - Parameter keepsFile: leaves the key on the device, to try what it can still do.
    func revoke(keepsFile: Bool) async throws(PhoneFailure) {
        guard let known = try keys.key(of: speaker) else {
            throw .file(keys.path(of: speaker), reason: "there is no key of this device")
        }
        let signer = Signer(
            speaker: speaker, issuer: client.issuer, key: walletKey ?? known.key)
        let statement = try signer.statement(.revoke, ["kid": .string(known.key.kid)])
        do {
            _ = try await client.send(.revoke, statement)
        } catch .refused(let problem) where problem.code == "not_found" && !keepsFile {
            // Revoked before, or never enrolled there: it is good for nothing either way.
        }
        if !keepsFile { try keys.forget(speaker) }
    }

    /// A device of this simulator vouches for everything; the wallet's settings say what counts.
    static func members(for key: VerificationKey) -> JSONObject {
        ["cnf": ["jwk": key.jwk], "attests": ["pin", "face", "credential", "organisation"]]
    }
}
