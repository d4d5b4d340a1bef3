import Base64URL
import LoginFlow
import StrictJSON

/// What the tokens of one grant say: sealed beside it, because a person is in it.
struct GrantFacts: Sendable {
    /// The subject this portal knows the person by.
    var subject: String
    /// What `/userinfo` tells beside the subject.
    var userInfo: JSONObject
    /// The part of it that the ID token carries by itself.
    var idTokenClaims: JSONObject
    /// What was really done, in the words of RFC 8176.
    var methods: [String]
    /// When the person showed themselves on a phone.
    var authenticatedAt: Moment
    /// What this portal knows the sign-in by.
    var sid: String

    /// How sure the broker is of the person.
    var level: Int
    /// What every ID token of this grant says beside the person: for whom, what was accepted.
    var circumstances: JSONObject
    /// What a portrait can be compared with.
    var template: [UInt8]?
    /// The wallet that the person came by; `nil` in a grant of a former version.
    var wallet: String?

    var json: JSONValue {
        var members: JSONObject = [
            "sub": .string(subject), "userinfo": .object(userInfo),
            "id_token": .object(idTokenClaims),
            "amr": .array(methods.map(JSONValue.string)),
            "at": .integer(authenticatedAt.milliseconds), "sid": .string(sid),
            "level": .integer(Int64(level)), "circumstances": .object(circumstances),
        ]
        members.append("template", template.map { .string(Base64URL.encode($0)) })
        members.append("wallet", wallet)
        return .object(members)
    }

    init(
        subject: String, userInfo: JSONObject, idTokenClaims: JSONObject, methods: [String],
        authenticatedAt: Moment, sid: String, level: Int, circumstances: JSONObject,
        template: [UInt8]?, wallet: String?
    ) {
        self.subject = subject
        self.userInfo = userInfo
        self.idTokenClaims = idTokenClaims
        self.methods = methods
        self.authenticatedAt = authenticatedAt
        self.sid = sid
        self.level = level
        self.circumstances = circumstances
        self.template = template
        self.wallet = wallet
    }

    init?(json: JSONValue) {
        guard let subject = json["sub"]?.string, let userInfo = json["userinfo"]?.object,
            let idToken = json["id_token"]?.object, let amr = json["amr"]?.array,
            let at = json["at"]?.integer, let sid = json["sid"]?.string
        else { return nil }
        // A grant of the former schema lacks the newer members and means what it meant then.
        let methods = amr.compactMap(\.string)
        self.init(
            subject: subject, userInfo: userInfo, idTokenClaims: idToken,
            methods: methods, authenticatedAt: Moment(milliseconds: at),
            sid: sid,
            level: json["level"]?.integer.map { Int($0) }
                ?? AssuranceRules.standard.level(
                    of: Evidence.of(methods: methods, hasCredential: false)),
            circumstances: json["circumstances"]?.object ?? JSONObject(),
            template: json["template"]?.string.flatMap { Base64URL.decode($0) },
            wallet: json["wallet"]?.string)
    }
}
