import StrictJSON

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

/// The level a service needs, where the person's own is too low and asks were added for it.
struct LevelGate: Equatable {
    var needed: Int
    var held: Int

    init?(_ answer: JSONValue?) throws(PhoneFailure) {
        guard let answer else { return nil }
        needed = try Int(answer.whole("level"))
        held = try Int(answer.whole("held"))
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
    /// Whether the page was opened on the device of the phone itself.
    var isSameDevice: Bool
    var levelGate: LevelGate?
    var scopes: [Scope]
    var terms: [Terms]
    /// As the broker wrote them, for the program that asked for JSON.
    var relyingParty: JSONValue
    var context: JSONValue
    var asks: JSONValue
    var verification: JSONValue?

    init(_ answer: JSONValue) throws(PhoneFailure) {
        sessionID = try answer.text("session_id")
        challenge = try answer.text("challenge")
        standing = try Standing(answer)
        purpose = answer["purpose"]?.string ?? "login"
        bindingMessage = answer["binding_message"]?.string
        isSameDevice = answer["same_device"]?.bool ?? false
        verification = answer["verification"]
        levelGate = try LevelGate(verification)
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
