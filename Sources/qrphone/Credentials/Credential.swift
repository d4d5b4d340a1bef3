import StrictJSON

/// A document of a person that a wallet can show.
struct Credential: Equatable {
    var id: String
    var title: String?
    /// `nil` where only the id is known, from a command line.
    var details: CredentialDetails?
    /// The file of its portrait picture.
    var portrait: String?

    init(
        id: String, title: String? = nil, details: CredentialDetails? = nil,
        portrait: String? = nil
    ) {
        self.id = id
        self.title = title
        self.details = details
        self.portrait = portrait
    }

    /// Reads one as wallets list them.
    init(_ entry: JSONValue) throws(PhoneFailure) {
        id = try entry.text("id")
        title = entry["title"]?.string
        portrait = entry["portrait"]?.string
        details = try CredentialDetails(entry)
    }

    var json: JSONValue {
        var members: JSONObject = ["id": .string(id)]
        members.append("title", title)
        for member in (details?.members ?? [:]).members { members.append(member.key, member.value) }
        members.append("portrait", portrait)
        return .object(members)
    }
}

/// What a confirmation says about a credential besides its id.
struct CredentialDetails: Equatable {
    enum Kind: String, CaseIterable {
        /// Issued on this device.
        case own
        /// Issued on another device, with a reader that this one lacks, and handed over.
        case delegated
    }

    enum Status: String, CaseIterable {
        case valid, revoked, expired
    }

    /// The kind of document when nobody says another one.
    static let usualType = "resident-id"

    var kind = Kind.own
    /// The kind of document, up to 64 characters.
    var type = usualType
    var status = Status.valid
    /// RFC 3339.
    var expiresAt: String?

    init(
        kind: Kind = .own, type: String = usualType, status: Status = .valid,
        expiresAt: String? = nil
    ) {
        self.kind = kind
        self.type = type
        self.status = status
        self.expiresAt = expiresAt
    }

    /// - Throws: `.malformedAnswer` naming the member with a word that is none of the contract's.
    init(_ entry: JSONValue) throws(PhoneFailure) {
        type = entry["type"]?.string ?? Self.usualType
        expiresAt = entry["expires_at"]?.string
        if let text = entry["kind"]?.string {
            guard let kind = Kind(rawValue: text) else { throw .malformedAnswer("kind") }
            self.kind = kind
        }
        if let text = entry["status"]?.string {
            guard let status = Status(rawValue: text) else { throw .malformedAnswer("status") }
            self.status = status
        }
    }

    var members: JSONObject {
        var members: JSONObject = [
            "kind": .string(kind.rawValue), "type": .string(type),
            "status": .string(status.rawValue),
        ]
        members.append("expires_at", expiresAt)
        return members
    }
}
