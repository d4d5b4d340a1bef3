import Base64URL
import LoginFlow
import StrictJSON

/// Who said yes, and to what: sealed beside the login session until it is forgotten.
struct Approval: Sendable {
    var wallet: String
    var sub: String
    var scopes: [String]
    var terms: [TermsVersion]
    var credential: String?
    /// What the wallet says of it.
    var credentialDetails: Credential?
    /// Whether one was shown, whoever may know which.
    var hasCredential = false
    var organisation: Organisation?
    /// Digest of the picture that a capture is compared with.
    var portrait: String?
    /// What the provider made of the face, where the portal may compare a portrait with it.
    var template: [UInt8]?
    /// The level the person kept from former logins.
    var heldLevel = 0
    var claims: JSONObject
    /// Methods as RFC 8176 names them, without the face, which the login session itself knows.
    var amr: [String]
    var at: Moment
    /// Whether a sign-in of the browser answered instead of a phone.
    var isFromSignIn = false

    var json: JSONValue {
        var members: JSONObject = [
            "wallet": .string(wallet), "sub": .string(sub),
            "scopes": .array(scopes.map(JSONValue.string)),
            "terms": .array(
                terms.map { ["id": .string($0.id), "version": .string($0.version)] }),
            "claims": .object(claims), "amr": .array(amr.map(JSONValue.string)),
            "at": .integer(at.milliseconds),
        ]
        members.append("credential", credential)
        members.append("credential_details", credentialDetails?.json)
        if hasCredential { members.append("has_credential", true) }
        members.append("organisation", organisation?.json)
        members.append("portrait", portrait)
        members.append("template", template.map { .string(Base64URL.encode($0)) })
        if heldLevel > 0 { members.append("held_level", heldLevel) }
        if isFromSignIn { members.append("from_sign_in", true) }
        return .object(members)
    }

    /// - Parameter keepsClaims: whether other portals may be answered from this later, so that all
    ///   the wallet says is kept and each portal still gets only what its own scopes release.
    init(
        _ statement: Statement, _ decision: Decision, scopes: [String], amr: [String],
        at: Moment, keepsClaims: Bool
    ) {
        wallet = statement.wallet.id
        sub = statement.sub
        self.scopes = scopes
        terms = decision.terms
        credential = scopes.contains("credential") ? decision.credential : nil
        credentialDetails = credential == nil ? nil : decision.credentialDetails
        organisation = decision.organisation
        let kept = keepsClaims ? Array(PersonClaims.byScope.keys) : scopes
        claims = PersonClaims.released(decision.claims, by: kept)
        self.amr = amr
        self.at = at
    }

    init?(json: JSONValue) {
        guard let wallet = json["wallet"]?.string, let sub = json["sub"]?.string,
            let scopes = json["scopes"]?.array, let terms = json["terms"]?.array,
            let claims = json["claims"]?.object, let amr = json["amr"]?.array,
            let at = json["at"]?.integer
        else { return nil }
        self.wallet = wallet
        self.sub = sub
        self.scopes = scopes.compactMap(\.string)
        self.terms = terms.compactMap { entry in
            guard let id = entry["id"]?.string, let version = entry["version"]?.string
            else { return nil }
            return TermsVersion(id: id, version: version)
        }
        credential = json["credential"]?.string
        credentialDetails = json["credential_details"].map { Credential(json: $0) }
        hasCredential = json["has_credential"]?.bool ?? false
        organisation = json["organisation"].flatMap(Organisation.init(json:))
        portrait = json["portrait"]?.string
        template = json["template"]?.string.flatMap { Base64URL.decode($0) }
        heldLevel = json["held_level"]?.integer.map { Int($0) } ?? 0
        self.claims = claims
        self.amr = amr.compactMap(\.string)
        self.at = Moment(milliseconds: at)
        isFromSignIn = json["from_sign_in"]?.bool ?? false
    }
}

extension Approval {
    /// Without what was chosen or shown for one portal, which says nothing to another, and without
    /// the face, which is kept no longer than its own login.
    var beyondItsPortal: Approval {
        var approval = self
        approval.credential = nil
        approval.credentialDetails = nil
        approval.hasCredential = false
        approval.organisation = nil
        approval.portrait = nil
        approval.template = nil
        return approval
    }
}
