import StrictJSON

/// How a login stands, as every answer to a phone says.
struct Standing: Equatable {
    var status: String
    var hint: String?
    var version: Int
    var expiresIn: Int?
    /// Tries of the face check that are left; `nil` when the answer does not say.
    var triesLeft: Int?
    /// Why the last face check did not pass.
    var reason: String?
    /// The open face check.
    var face: FaceCheck?
    /// What terms were accepted, and when.
    var receipt: Receipt?
    /// Where the browser that began on this device has to go, to finish.
    var returnTo: String?
    var warnings: [String]

    init(_ answer: JSONValue) throws(PhoneFailure) {
        status = try answer.text("status")
        hint = answer["hint"]?.string
        version = try Int(answer.whole("version"))
        expiresIn = answer["expires_in"]?.integer.map(Int.init)
        reason = answer["reason"]?.string
        face = try FaceCheck(answer["face"])
        triesLeft = answer["tries_left"]?.integer.map(Int.init) ?? face?.triesLeft
        receipt = try Receipt(answer["receipt"])
        returnTo = answer["return_to"]?.string
        warnings = answer["warnings"]?.array?.compactMap(\.string) ?? []
    }

    /// Whether the phone has nothing more to do: `approved` is the portal's business from there.
    var isOver: Bool {
        !["waiting", "scanned", "confirmed", "face_checking"].contains(status)
    }
}

/// The broker's word that terms were accepted.
struct Receipt: Equatable {
    var terms: [Terms]
    var acceptedAt: String
    /// As the broker wrote it.
    var document: JSONValue

    init?(_ answer: JSONValue?) throws(PhoneFailure) {
        guard let answer else { return nil }
        document = answer
        acceptedAt = try answer.text("accepted_at")
        terms = []
        for entry in answer["terms"]?.array ?? [] { terms.append(try Terms(entry)) }
    }
}

extension JSONValue {
    /// A text that must be there.
    func text(_ member: String) throws(PhoneFailure) -> String {
        guard let text = self[member]?.string else { throw .malformedAnswer(member) }
        return text
    }

    /// A whole number that must be there.
    func whole(_ member: String) throws(PhoneFailure) -> Int64 {
        guard let number = self[member]?.integer else { throw .malformedAnswer(member) }
        return number
    }
}
