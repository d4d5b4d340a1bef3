import StrictJSON

/// Codes that look like the broker's and lead somewhere else.
struct CodesElsewhere: Attack {
    let card = AttackCard(
        43, "Codes pointing elsewhere", against: "F4, protection 3", link: "Attacks.md#the-code")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "The payload under another host, scheme and path, with users, parameters and marks.")
        let page = try await stage.browser().start()
        finding.check(
            page.payload.hasPrefix(stage.issuer + "/q/"),
            "the page's code leads to the broker itself")
        let payload = try await page.currentPayload()
        let rest = String(payload.dropFirst(stage.issuer.count))
        let host = stage.issuer.drop { $0 != ":" }.dropFirst(3)
        let variants = [
            "https://evil.example" + rest, stage.issuer + ".evil.example" + rest,
            stage.issuer + "@evil.example" + rest, "http://user@\(host)\(rest)",
            "ftp://\(host)\(rest)",
            "javascript:\(payload)", "//\(host)\(rest)", payload + "?next=https://evil.example",
            payload + "#x", payload + "/", payload + " ", payload + "\n", " " + payload,
            payload.uppercased(),
            stage.issuer + "/" + rest, stage.issuer + "/x/.." + rest,
            stage.issuer + "/q/q/" + rest.dropFirst(3),
            payload.replacing("/q/", with: "/Q/"), payload + ".0", payload + "%20", rest, "",
        ]
        let phone = stage.phone()
        for (index, variant) in variants.enumerated() {
            var sender = stage.attackerPhone(index / 15)
            sender.person = phone.person + "\(index / 15)"
            let answer = try await sender.scan(variant)
            finding.check(!answer.isSuccess, "\(variant.prefix(28))…: \(answer.brief)")
        }
        let status = try await page.status()
        finding.check(status == "waiting", "the page reads \(status)")
        var honest = stage.phone(9)
        try await honest.scan(page)
        finding.check(try await page.status() == "scanned", "the code itself is good")
    }
}
