import StrictJSON

/// Everything that was answered is searched for what must not be in it.
struct LeakSearch: Attack {
    let card = AttackCard(
        10, "Secrets and the person leak in answers, log or database",
        against: "F6, INV-11, protections 1, 17", link: "Attacks.md#what-is-kept")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Every answer of one login searched, and the files that were given.")
        let page = try await stage.browser().start()
        var phone = stage.phone()
        var (atPage, atPhone) = ([WebAnswer](), [WebAnswer]())
        let landing = try await stage.wire.send(
            .get("/q/" + page.payloadParts.joined(separator: ".")), from: stage.source(2))
        atPage += [try await page.read(), try await page.frame()]
        atPhone.append(try await phone.scan(try await page.currentPayload()))
        atPage.append(try await page.read())
        atPhone.append(try await phone.send("status", ["sid": .string(phone.sessionID)]))
        try await phone.approve(page)
        atPhone.append(try await phone.send("status", ["sid": .string(phone.sessionID)]))
        atPage.append(try await page.read())
        let code = try await page.code() ?? "-"
        let tokens = try await page.redeem(code)
        atPage.append(try await page.read())

        let person = [
            ("the person", phone.person), ("the device", phone.device),
            ("the person's name", "Yourcenar"),
        ]
        Self.search(atPage, for: person, "the page's answers", &finding)
        Self.search([landing], for: person, "the landing page", &finding)
        Self.search(
            [landing], for: [("the scan token", page.payloadParts.first ?? "-")],
            "the landing page", &finding)
        let secrets = [("the page's secret", page.token), ("the code", code)]
        Self.search(atPhone, for: secrets, "the phone's answers", &finding)
        Self.search(
            Array(atPage.dropLast(2)), for: [secrets[0]], "the page's answers", &finding)
        Self.search(
            [tokens], for: [("the wallet's name of the person", phone.person)], "the tokens",
            &finding)
        let all = person + secrets + [("the scan token", page.payloadParts.first ?? "-")]
        try SearchedFiles(stage.plan.inside).search(all, &finding)
    }

    private static func search(
        _ answers: [WebAnswer], for secrets: [(String, String)], _ place: String,
        _ finding: inout Finding
    ) {
        for (name, secret) in secrets {
            let found = answers.contains { answer in
                answer.text.contains(secret)
                    || answer.headers.contains { $0.value.contains(secret) }
            }
            finding.check(!found, "\(name) in \(place): \(found ? "found" : "not found")")
        }
    }
}
