import StrictJSON

/// Somebody in the demo's wallets.
struct DemoPerson: Sendable {
    let sub: String
    let family: String
    let given: String
    let name: String
    let birthdate: String
    /// In the format of E.164.
    let phone: String
    let credentials: [DemoCredential]
    /// Whom this person may act for.
    var organisations: [DemoOrganisation] = []

    /// What the wallet knows, named as in OpenID Connect Core 5.4.
    var claims: JSONValue {
        [
            "name": .string(name), "family_name": .string(family),
            "given_name": .string(given), "birthdate": .string(birthdate),
            "email": .string("\(sub)@example.com"), "email_verified": true,
            "phone_number": .string(phone), "phone_number_verified": true,
        ]
    }

    /// As the phone page reads it.
    func json(_ locales: [String], withCredentials: Bool) -> JSONValue {
        let held = withCredentials ? credentials.map { $0.json(locales) } : []
        return [
            "sub": .string(sub), "name": .string(name), "claims": claims,
            "credentials": .array(held),
            "organisations": .array(organisations.map { $0.json(locales) }),
        ]
    }
}

/// The people of the demo's wallets. None of them exists.
enum DemoPeople {
    static let all = [
        DemoPerson(
            sub: "zhang-wei", family: "张", given: "伟", name: "张伟", birthdate: "1998-03-12",
            phone: "+8613800000001",
            credentials: [.residentID, .delegatedResidentID, .revokedResidentID, .expiredPermit],
            organisations: [.trading, .workshop]),
        DemoPerson(
            sub: "li-na", family: "李", given: "娜", name: "李娜", birthdate: "2001-11-05",
            phone: "+8613800000002",
            credentials: [.residentID, .delegatedResidentID, .expiredPermit],
            organisations: [.workshop]),
        DemoPerson(
            sub: "maria-garcia", family: "García", given: "María", name: "María García",
            birthdate: "1995-07-21", phone: "+8613800000003",
            credentials: [.permanentResident, .expiredPermit]),
    ]
}
