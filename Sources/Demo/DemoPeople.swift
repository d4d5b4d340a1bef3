import StrictJSON

/// The people of the demo wallet. None of them exists.
enum DemoPeople {
    static let all: JSONValue = [
        person("zhang-wei", "张伟", "张", "伟", "1998-03-12", "zhang.wei@example.com"),
        person("li-na", "李娜", "李", "娜", "2001-11-05", "li.na@example.com"),
        person(
            "maria-garcia", "María García", "García", "María", "1995-07-21",
            "maria.garcia@example.com"),
    ]

    private static func person(
        _ sub: String, _ name: String, _ family: String, _ given: String, _ birthdate: String,
        _ email: String
    ) -> JSONValue {
        [
            "sub": .string(sub), "name": .string(name),
            "claims": [
                "name": .string(name), "family_name": .string(family),
                "given_name": .string(given), "birthdate": .string(birthdate),
                "email": .string(email), "email_verified": true,
            ],
        ]
    }
}
