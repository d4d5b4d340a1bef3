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

    var level: Int { AssuranceLevel.of(methods: methods) }

    var json: JSONValue {
        [
            "sub": .string(subject), "userinfo": .object(userInfo),
            "id_token": .object(idTokenClaims),
            "amr": .array(methods.map(JSONValue.string)),
            "at": .integer(authenticatedAt.milliseconds), "sid": .string(sid),
        ]
    }

    init(
        subject: String, userInfo: JSONObject, idTokenClaims: JSONObject, methods: [String],
        authenticatedAt: Moment, sid: String
    ) {
        self.subject = subject
        self.userInfo = userInfo
        self.idTokenClaims = idTokenClaims
        self.methods = methods
        self.authenticatedAt = authenticatedAt
        self.sid = sid
    }

    init?(json: JSONValue) {
        guard let subject = json["sub"]?.string, let userInfo = json["userinfo"]?.object,
            let idToken = json["id_token"]?.object, let amr = json["amr"]?.array,
            let at = json["at"]?.integer, let sid = json["sid"]?.string
        else { return nil }
        self.init(
            subject: subject, userInfo: userInfo, idTokenClaims: idToken,
            methods: amr.compactMap(\.string), authenticatedAt: Moment(milliseconds: at),
            sid: sid)
    }
}
