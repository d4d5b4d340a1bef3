import StrictJSON

/// The answer to `sign_ins`: browsers that are signed in as this person.
struct SignIns: Equatable {
    var list: [SignIn]
    /// As the broker wrote it, for the program that asked for JSON.
    var document: JSONValue

    init(_ answer: JSONValue) throws(PhoneFailure) {
        document = answer
        guard let entries = answer["sign_ins"]?.array else { throw .malformedAnswer("sign_ins") }
        list = []
        for entry in entries { list.append(try SignIn(entry)) }
    }
}

/// One browser that is signed in.
struct SignIn: Equatable {
    var id: String
    /// Everything about it that is only shown.
    var members: JSONValue
    var relyingParties: [JSONValue]

    init(_ answer: JSONValue) throws(PhoneFailure) {
        id = try answer.text("id")
        members = answer
        relyingParties = answer["relying_parties"]?.array ?? []
    }
}
