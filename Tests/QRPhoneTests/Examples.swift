import StrictJSON

@testable import qrphone

/// Answers as a broker gives them.
enum Examples {
    static let scanned: JSONValue = [
        "session_id": "s1", "challenge": "c1", "status": "scanned", "hint": "enter_number",
        "version": 2, "expires_in": 118, "purpose": "login",
        "relying_party": ["id": "exam", "name": "青海省考生公共服务系统", "domain": "exam.example"],
        "context": [
            "ip": "203.0.113.7", "location": "Xining", "browser": "Chrome 156", "os": "Windows",
            "started_at": "2026-01-02T03:04:05Z", "same_network": false, "new_browser": true,
            "warnings": ["location_mismatch"],
        ],
        "scopes": [
            ["name": "profile", "title": "Your name", "required": true],
            ["name": "email", "title": "Your address", "required": false],
        ],
        "asks": [
            "credential": true, "pin": true, "number": true, "consent": true, "face": true,
            "terms": [
                ["id": "t", "version": "1", "title": "Terms", "url": "https://exam.example/t"]
            ],
        ],
    ]

    static let plain: JSONValue = [
        "session_id": "s1", "challenge": "c1", "status": "scanned", "version": 2,
    ]

    static let check: JSONValue = [
        "check_id": "f1", "challenge": "c2", "methods": ["result"], "tries_left": 3,
        "expires_in": 100,
    ]

    /// A scan answer with members added or replaced.
    static func scanned(_ changes: JSONObject, asks: JSONObject? = nil) throws -> Scanned {
        var answer = plain.object ?? [:]
        for change in changes.members { answer[change.key] = change.value }
        if let asks { answer["asks"] = .object(asks) }
        return try Scanned(.object(answer))
    }

    static func check(_ changes: JSONObject) throws -> FaceCheck {
        var answer = check.object ?? [:]
        for change in changes.members { answer[change.key] = change.value }
        guard let check = try FaceCheck(.object(answer)) else {
            throw PhoneFailure.malformedAnswer("face")
        }
        return check
    }

    static let jpeg = Photo(bytes: [0xFF, 0xD8, 0xFF, 0xE0, 0x0D, 0x0A, 0x0D, 0x0A], name: "a")
    static let png = Photo(bytes: [0x89, 0x50, 0x4E, 0x47, 0x2D, 0x2D], name: "b")

    static func standing(_ status: String, hint: String? = nil) throws -> Standing {
        var members: JSONObject = ["status": .string(status), "version": 3]
        members.append("hint", hint)
        return try Standing(.object(members))
    }
}
