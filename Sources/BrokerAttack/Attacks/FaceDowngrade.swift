import StrictJSON

/// A request asks that no face be asked for.
struct FaceDowngrade: Attack {
    let card = AttackCard(
        30, "Face downgrade by request parameters", against: "protection 12",
        link: "Attacks.md#faces")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "No face wished for at creation, scan and confirmation; a face claimed by word.")
        var honest = stage.phone()
        try await honest.scan(try await stage.browser().start())
        guard honest.scanned["asks"]?["face"]?.bool == true else {
            throw AttackFailure.needs("a portal whose policy asks for a face")
        }
        let wishes: JSONObject = [
            "asks": [], "face": .bool(false), "policy": "none", "number_match": "off",
            "policies": ["login": ["asks": []]], "minimum_level": 0,
        ]
        let page = try await stage.browser(1).start(wishes)
        var phone = stage.phone(2)
        let scanned = try await phone.scan(try await page.currentPayload(), wishes)
        guard scanned.isSuccess else { throw AttackFailure.refused("scan: \(scanned.brief)") }
        finding.check(
            phone.scanned["asks"]?["face"] == honest.scanned["asks"]?["face"],
            "the phone is asked as ever")
        var members = try await phone.confirmation(page)
        members["amr"] = ["face", "pin", "hwk"]
        members["face"] = ["result": "pass"]
        members["asks"] = ["face": .bool(false)]
        let confirmed = try await phone.send("confirm", members)
        let status = confirmed.json["status"]?.string ?? "-"
        finding.check(
            status == "face_checking", "a face by word of the phone: \(confirmed.brief) \(status)")
        let skipped = try await page.code()
        finding.check(skipped == nil, "no code without a face")
    }
}
