import StrictJSON
import Tokens

/// One device key for many people, and many device keys for one.
struct DevicesAndPersons: Attack {
    let card = AttackCard(
        42, "One device, many persons; one person, many devices",
        against: "INV-1, INV-2, protections 4, 19",
        link: "Attacks.md#statements")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            """
            A device key signs for another person, decides for another phone, and is revoked; a \
            stranger asks for the phones and removes one.
            """)
        let key = SigningKey.newES256()
        var owner = stage.phone(1)
        let enrolled = try await enrol(key, for: owner)
        guard enrolled.isSuccess else { throw AttackFailure.refused("enrol: \(enrolled.brief)") }
        owner.deviceKey = key
        var other = stage.phone(2)
        (other.device, other.deviceKey) = (owner.device, key)
        let page = try await stage.browser().start()
        let asOther = try await other.scan(try await page.currentPayload())
        finding.check(asOther.status == 401, "the key signs for another person: \(asOther.brief)")
        let selfMade = try await owner.send(
            "enrol", ["cnf": ["jwk": SigningKey.newES256().publicKey.jwk], "attests": ["face"]])
        finding.check(!selfMade.isSuccess, "a device key vouches for another: \(selfMade.brief)")

        try await meddle(stage.phone(5), with: key.kid, of: owner, &finding)
        try await owner.scan(page)
        var second = owner
        let secondKey = SigningKey.newES256()
        _ = try await enrol(secondKey, for: stage.phone(3), as: owner.person)
        second.deviceKey = secondKey
        let members = try await owner.confirmation(page)
        let bySecond = try await second.send("confirm", members)
        finding.check(
            !bySecond.isSuccess, "the person's second key decides for the first: \(bySecond.brief)")

        let revoked = try await walletSays("revoke", ["kid": .string(key.kid)], for: owner)
        finding.check(revoked.isSuccess, "the key is revoked: \(revoked.brief)")
        let late = try await owner.send("confirm", members)
        finding.check(late.status == 401, "it confirms what it had scanned: \(late.brief)")
        let list = try await owner.send("devices")
        finding.check(!list.isSuccess, "it asks for the phones: \(list.brief)")
        let back = try await enrol(key, for: owner)
        finding.check(!back.isSuccess, "it is enrolled once more: \(back.brief)")
        let status = try await page.status()
        finding.check(status == "scanned", "the page reads \(status)")
        let mine = try await stage.browser(4).start()
        second.scanned = .null
        second.device = "attacked-second-device"
        let still = try await second.scan(try await mine.currentPayload())
        finding.note("the person's other key afterwards: \(still.brief)")
    }

    /// A stranger with a phone of their own.
    private func meddle(
        _ stranger: AttackPhone, with kid: String, of owner: AttackPhone, _ finding: inout Finding
    ) async throws(AttackFailure) {
        var stranger = stranger
        let key = SigningKey.newES256()
        _ = try await enrol(key, for: stranger)
        stranger.deviceKey = key
        let list = try await stranger.post(
            stranger.statement("devices"), to: "devices", beside: ["sub": .string(owner.person)])
        finding.check(
            !list.json.serializedText().contains(kid),
            "a stranger sees none of the person's phones: \(list.brief)")
        let removed = try await stranger.send("remove_device", ["kid": .string(kid)])
        finding.check(!removed.isSuccess, "and removes none: \(removed.brief)")
    }

    private func enrol(
        _ key: SigningKey, for phone: AttackPhone, as person: String? = nil
    ) async throws(AttackFailure) -> WebAnswer {
        var phone = phone
        if let person { phone.person = person }
        return try await walletSays(
            "enrol", ["cnf": ["jwk": key.publicKey.jwk], "attests": []], for: phone)
    }

    private func walletSays(
        _ act: String, _ members: JSONObject, for phone: AttackPhone
    ) async throws(AttackFailure) -> WebAnswer {
        var phone = phone
        phone.deviceKey = nil
        return try await phone.send(act, members)
    }
}
