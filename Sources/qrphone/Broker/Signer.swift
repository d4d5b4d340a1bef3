import Foundation
import StrictJSON
import Tokens

/// A speaker with the key that signs for them, talking to one broker.
struct Signer {
    let speaker: Speaker
    let issuer: String
    let key: SigningKey

    /// A new statement, good from now on.
    func statement(_ act: Act, _ members: JSONObject) throws(PhoneFailure) -> String {
        let now = Int64(Date().timeIntervalSince1970)
        let claims = Statement.claims(
            act, members, by: speaker, audience: issuer, now: now, id: Statement.newID())
        do {
            return try CompactJWS.signed(claims, type: Statement.type, by: key)
        } catch {
            throw .usage("The key cannot sign: \(error)")
        }
    }

    /// Reads the wallet's private key from its file.
    static func readWalletKey(_ path: String) throws(PhoneFailure) -> SigningKey {
        let jwk = try InputFile.readJSON(path)
        do {
            return try SigningKey(privateJWK: jwk)
        } catch {
            throw .file(path, reason: "is not a private key (JWK)")
        }
    }
}
