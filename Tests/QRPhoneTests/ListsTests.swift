import StrictJSON
import Terminal
import Testing

@testable import qrphone

@Suite struct ListsTests {
    private static let requests: JSONValue = [
        "requests": [
            [
                "session_id": "s1", "binding_message": "W4SCT", "expires_in": 118,
                "relying_party": ["id": "bank", "name": "Bank", "domain": "bank.example"],
            ],
            ["session_id": "s2"],
        ]
    ]

    private static let signIns: JSONValue = [
        "sign_ins": [
            [
                "id": "b1", "browser": "Chrome 156", "os": "Windows", "ip": "203.0.113.7",
                "started_at": "2026-01-02T03:04:05Z", "last_at": "2026-01-02T04:04:05Z",
                "expires_at": "2026-01-02T15:04:05Z",
                "relying_parties": [
                    ["id": "exam", "name": "青海省考生公共服务系统", "domain": "exam.example"],
                    ["id": "bank"],
                ],
            ]
        ]
    ]

    @Test("A request is shown with who asks, what to compare and how long")
    func requests() throws {
        let list = try PendingRequests(Self.requests).list
        #expect(
            list.map { $0.line(in: .english) } == [
                "s1  Bank (bank.example): W4SCT, 118 s left", "s2  unknown",
            ])
        #expect(list[0].line(in: .chinese) == "s1  Bank (bank.example): W4SCT, 118 秒后过期")
    }

    @Test("A sign-in is shown with its browser, its times and its websites")
    func signIns() throws {
        let list = try SignIns(Self.signIns).list
        #expect(
            list.flatMap { $0.lines(in: .english) } == [
                "b1  Chrome 156, Windows, 203.0.113.7",
                "  Started        2026-01-02T03:04:05Z",
                "  Last used      2026-01-02T04:04:05Z",
                "  Ends           2026-01-02T15:04:05Z",
                "  Website        青海省考生公共服务系统 (exam.example), bank",
            ])
    }

    @Test("A phone is shown with its name, its time and what it last decided")
    func devices() throws {
        let party: JSONValue = ["id": "exam", "name": "Exam", "domain": "exam.example"]
        let list = try Devices([
            "devices": [
                [
                    "kid": "k1", "model": "Pixel 9", "os": "Android 16",
                    "enrolled_at": "2026-01-02T03:04:05Z",
                    "last_use": [
                        "at": "2026-01-03T03:04:05Z", "browser": "Firefox 150", "os": "Linux",
                        "ip": "203.0.113.7", "location": "Xining", "relying_party": party,
                    ],
                ],
                ["kid": "k2", "model": .null, "os": .null, "last_use": .null],
            ]
        ]).list
        #expect(
            list.flatMap { $0.lines(in: .english) } == [
                "k1  Pixel 9, Android 16",
                "  Added          2026-01-02T03:04:05Z",
                "  Last used      2026-01-03T03:04:05Z",
                "  Website        Exam (exam.example)",
                "  Browser        Firefox 150, Linux, Xining, 203.0.113.7",
                "k2  ",
            ])
    }

    @Test("Empty lists are lists; anything else is no answer of a broker")
    func shapes() throws {
        #expect(try PendingRequests(["requests": []]).list.isEmpty)
        #expect(try SignIns(["sign_ins": []]).list.isEmpty)
        #expect(try Devices(["devices": []]).list.isEmpty)
        #expect(throws: PhoneFailure.malformedAnswer("devices")) { try Devices(.null) }
        #expect(throws: PhoneFailure.malformedAnswer("kid")) { try Devices(["devices": [[:]]]) }
        #expect(throws: PhoneFailure.malformedAnswer("requests")) { try PendingRequests([:]) }
        #expect(throws: PhoneFailure.malformedAnswer("session_id")) {
            try PendingRequests(["requests": [[:]]])
        }
        #expect(throws: PhoneFailure.malformedAnswer("sign_ins")) { try SignIns(.null) }
        #expect(throws: PhoneFailure.malformedAnswer("id")) { try SignIns(["sign_ins": [[:]]]) }
    }

    @Test("Names from strangers cannot act on the terminal here either")
    func neutralised() throws {
        let evil: JSONValue = "\u{202E}x\u{1B}[2J\n"
        let party: JSONValue = ["id": evil, "name": evil, "domain": evil]
        let request = try PendingRequest([
            "session_id": evil, "relying_party": party, "binding_message": evil,
        ])
        let signIn = try SignIn([
            "id": evil, "browser": evil, "os": evil, "ip": evil, "started_at": evil,
            "last_at": evil, "expires_at": evil, "relying_parties": [party],
        ])
        let device = try ListedDevice([
            "kid": evil, "model": evil, "os": evil, "enrolled_at": evil,
            "last_use": ["at": evil, "browser": evil, "ip": evil, "relying_party": party],
        ])
        let shown =
            request.line(in: .english) + signIn.lines(in: .english).joined()
            + device.lines(in: .english).joined()
        for scalar in shown.unicodeScalars {
            #expect(scalar.properties.generalCategory != .control)
            #expect(scalar.properties.generalCategory != .format)
        }
    }
}
