import StrictJSON

/// The answer to a scan, as far as a phone needs it to say yes to everything.
struct Asks {
    var sessionID: String
    var challenge: String
    /// The two digits of the page are to be typed on the phone.
    var number: Bool
    var face: Bool
    private var members: JSONObject

    init?(scanned: JSONValue) {
        guard let sessionID = scanned["session_id"]?.string,
            let challenge = scanned["challenge"]?.string, let asks = scanned["asks"]
        else { return nil }
        self.sessionID = sessionID
        self.challenge = challenge
        number = asks["number"]?.bool ?? false
        face = asks["face"]?.bool ?? false
        members = [:]
        if asks["consent"]?.bool == true {
            let names = (scanned["scopes"]?.array ?? []).compactMap { $0["name"] }
            members.append("scopes", .array(names))
        }
        let terms = (asks["terms"]?.array ?? []).map { term -> JSONValue in
            ["id": term["id"] ?? .null, "version": term["version"] ?? .null]
        }
        if !terms.isEmpty { members.append("terms", .array(terms)) }
        if asks["pin"]?.bool == true { members.append("amr", ["pin"]) }
        if asks["credential"]?.bool == true { members.append("credential", "credential-1") }
    }

    /// Which login, in every statement after the scan.
    var login: JSONObject {
        ["sid": .string(sessionID), "challenge": .string(challenge)]
    }

    /// Yes to everything.
    func confirmation(number: String?) -> JSONObject {
        var all = login
        all.append("number", number)
        for member in members.members { all.append(member.key, member.value) }
        return all
    }
}

/// An open face check.
struct OpenFaceCheck {
    var id: String
    var challenge: String

    init?(_ answer: JSONValue) {
        guard let face = answer["face"], let id = face["check_id"]?.string,
            let challenge = face["challenge"]?.string
        else { return nil }
        self.id = id
        self.challenge = challenge
    }

    /// What the wallet says of the face.
    func result(passes: Bool, sessionID: String) -> JSONObject {
        var members: JSONObject = [
            "sid": .string(sessionID), "check_id": .string(id), "challenge": .string(challenge),
            "result": passes ? "pass" : "fail", "liveness": true,
            "score": .double(passes ? 0.93 : 0.12), "provider": "qrload", "reference": .string(id),
        ]
        if !passes { members.append("reason", "mismatch") }
        return members
    }
}
