import StrictJSON

/// The answer to `requests`: logins that wait for this person without a code to scan.
struct PendingRequests: Equatable {
    var list: [PendingRequest]
    /// As the broker wrote it, for the program that asked for JSON.
    var document: JSONValue

    init(_ answer: JSONValue) throws(PhoneFailure) {
        document = answer
        guard let entries = answer["requests"]?.array else { throw .malformedAnswer("requests") }
        list = []
        for entry in entries { list.append(try PendingRequest(entry)) }
    }
}

/// One login that a relying party started for this person (CIBA).
struct PendingRequest: Equatable {
    var sessionID: String
    var relyingParty: JSONValue
    /// What the relying party shows where the login was started.
    var bindingMessage: String?
    /// Seconds.
    var expiresIn: Int?

    init(_ answer: JSONValue) throws(PhoneFailure) {
        sessionID = try answer.text("session_id")
        relyingParty = answer["relying_party"] ?? [:]
        bindingMessage = answer["binding_message"]?.string
        expiresIn = answer["expires_in"]?.integer.map(Int.init)
    }
}
