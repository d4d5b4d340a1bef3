import StrictJSON

/// A face result is used again, for another login or another person.
struct FaceReused: Attack {
    let card = AttackCard(
        28, "A face result is reused, or is another person's", against: "INV-9, protection 11",
        link: "Attacks.md#faces")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "One person's pass sent again, for another login of theirs, and by another person.")
        let first = try await stage.browser(0).start()
        let (phone, check) = try await FaceLogin.begin(first, by: stage.phone())
        let pass = phone.statement("face", check.result(phone.sessionID, "pass"))

        let second = try await stage.browser(1).start()
        let (again, _) = try await FaceLogin.begin(second, by: stage.phone(2))
        let crossed = try await again.send("face", check.result(again.sessionID, "pass"))
        finding.check(!crossed.isSuccess, "another person's check: \(crossed.brief)")
        let third = try await stage.browser(2).start()
        var same = stage.phone(3)
        (same.person, same.device) = (phone.person, phone.device)
        let (own, _) = try await FaceLogin.begin(third, by: same)
        let carried = try await own.send("face", check.result(own.sessionID, "pass"))
        finding.check(!carried.isSuccess, "their own check of another login: \(carried.brief)")

        let failed = try await phone.send("face", check.result(phone.sessionID, "fail"))
        let retried = try await phone.send("face", check.result(phone.sessionID, "pass"))
        finding.check(
            retried.json["status"]?.string != "approved",
            "a pass for a check that failed (\(failed.brief)): \(retried.brief)")
        let late = try await phone.post(pass, to: "face")
        finding.check(
            late.json["status"]?.string != "approved", "the pass signed before it: \(late.brief)")
        for page in [first, second, third] {
            let code = try await page.code()
            finding.check(code == nil, "no code at the page")
        }
    }
}
