import StrictJSON
import Tokens

/// What an ID token of this broker, shown again, says.
struct IDTokenHint: Sendable {
    let clientID: String
    let subject: String
    let sid: String?
}

extension Broker {
    /// Reads an ID token that this broker made, run out or not. The `typ` keeps a logout token,
    /// which has the same members, from passing as one.
    func hint(_ text: String) -> IDTokenHint? {
        guard let jws = try? CompactJWS(parsing: text), jws.header["typ"]?.string == "JWT",
            let kid = jws.header["kid"]?.string,
            let key = signers.publicKeys[kid], let claims = jws.payload(verifiedBy: key),
            claims["iss"]?.string == settings.issuer, let client = claims["aud"]?.string,
            let subject = claims["sub"]?.string
        else { return nil }
        return IDTokenHint(clientID: client, subject: subject, sid: claims["sid"]?.string)
    }

    /// The same, made for this portal.
    func hint(_ text: String, for party: RelyingParty) -> IDTokenHint? {
        guard let hint = hint(text), hint.clientID == party.id else { return nil }
        return hint
    }
}
