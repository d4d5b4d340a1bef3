import StrictJSON

/// How a login stands, as every answer to a phone says.
struct Standing: Equatable {
    var status: String
    var hint: String?
    var version: Int
    var expiresIn: Int?
    /// Tries of the face check that are left; `nil` when the answer does not say.
    var triesLeft: Int?
    /// The open face check.
    var face: FaceCheck?
    var warnings: [String]

    init(_ answer: JSONValue) throws(PhoneFailure) {
        status = try answer.text("status")
        hint = answer["hint"]?.string
        version = try Int(answer.whole("version"))
        expiresIn = answer["expires_in"]?.integer.map(Int.init)
        face = try FaceCheck(answer["face"])
        triesLeft = answer["tries_left"]?.integer.map(Int.init) ?? face?.triesLeft
        warnings = answer["warnings"]?.array?.compactMap(\.string) ?? []
    }

    /// Whether the phone has nothing more to do: `approved` is the portal's business from there.
    var isOver: Bool {
        !["waiting", "scanned", "confirmed", "face_checking"].contains(status)
    }
}

/// One open face check.
struct FaceCheck: Equatable {
    var id: String
    var challenge: String
    var methods: [String]
    var triesLeft: Int

    init?(_ answer: JSONValue?) throws(PhoneFailure) {
        guard let answer else { return nil }
        id = try answer.text("check_id")
        challenge = try answer.text("challenge")
        methods = answer["methods"]?.array?.compactMap(\.string) ?? []
        triesLeft = try Int(answer.whole("tries_left"))
    }
}

/// Terms to be accepted, in one version.
struct Terms: Equatable {
    var id: String
    var version: String
    var title: String
    var url: String

    init(_ answer: JSONValue) throws(PhoneFailure) {
        id = try answer.text("id")
        version = try answer.text("version")
        title = answer["title"]?.string ?? id
        url = answer["url"]?.string ?? ""
    }

    /// How a confirmation names them.
    var accepted: JSONValue { ["id": .string(id), "version": .string(version)] }
}

/// Data a portal asks for.
struct Scope: Equatable {
    var name: String
    var title: String
    var isRequired: Bool

    init(_ answer: JSONValue) throws(PhoneFailure) {
        name = try answer.text("name")
        title = answer["title"]?.string ?? name
        isRequired = answer["required"]?.bool ?? false
    }
}

/// The answer to a scan: who asks, from where, and for what.
struct Scanned: Equatable {
    var sessionID: String
    var challenge: String
    var standing: Standing
    var purpose: String
    /// What the relying party shows where the login was started, when there was no code to scan.
    var bindingMessage: String?
    var scopes: [Scope]
    var terms: [Terms]
    /// As the broker wrote them, for the program that asked for JSON.
    var relyingParty: JSONValue
    var context: JSONValue
    var asks: JSONValue

    init(_ answer: JSONValue) throws(PhoneFailure) {
        sessionID = try answer.text("session_id")
        challenge = try answer.text("challenge")
        standing = try Standing(answer)
        purpose = answer["purpose"]?.string ?? "login"
        bindingMessage = answer["binding_message"]?.string
        relyingParty = answer["relying_party"] ?? [:]
        context = answer["context"] ?? [:]
        asks = answer["asks"] ?? [:]
        scopes = []
        for scope in answer["scopes"]?.array ?? [] { scopes.append(try Scope(scope)) }
        terms = []
        for entry in asks["terms"]?.array ?? [] { terms.append(try Terms(entry)) }
    }

    func asksFor(_ ask: String) -> Bool { asks[ask]?.bool ?? false }

    var warnings: [String] { context["warnings"]?.array?.compactMap(\.string) ?? [] }
}

extension JSONValue {
    /// A text that must be there.
    func text(_ member: String) throws(PhoneFailure) -> String {
        guard let text = self[member]?.string else { throw .malformedAnswer(member) }
        return text
    }

    fileprivate func whole(_ member: String) throws(PhoneFailure) -> Int64 {
        guard let number = self[member]?.integer else { throw .malformedAnswer(member) }
        return number
    }
}
