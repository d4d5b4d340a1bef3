import StrictJSON

/// Somebody in the demo wallet.
struct DemoPerson: Sendable {
    let sub: String
    let family: String
    let given: String
    let name: String
    let birthdate: String

    /// What the wallet knows, named as in OpenID Connect Core 5.4.
    var claims: JSONValue {
        [
            "name": .string(name), "family_name": .string(family),
            "given_name": .string(given), "birthdate": .string(birthdate),
            "email": .string("\(sub)@example.com"), "email_verified": true,
        ]
    }

    /// As the phone page reads it.
    var json: JSONValue {
        ["sub": .string(sub), "name": .string(name), "claims": claims]
    }
}

/// The people of the demo wallet. None of them exists.
enum DemoPeople {
    static let all = [
        DemoPerson(
            sub: "zhang-wei", family: "张", given: "伟", name: "张伟", birthdate: "1998-03-12"),
        DemoPerson(
            sub: "li-na", family: "李", given: "娜", name: "李娜", birthdate: "2001-11-05"),
        DemoPerson(
            sub: "maria-garcia", family: "García", given: "María", name: "María García",
            birthdate: "1995-07-21"),
    ]
}
