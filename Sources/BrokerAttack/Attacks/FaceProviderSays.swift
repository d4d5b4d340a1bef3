import StrictJSON

/// Everything but a pass, in the hope that something is taken for one.
struct FaceProviderSays: Attack {
    let card = AttackCard(
        29, "The provider says not yet, times out, fails, or reports an attack",
        against: "protections 9, 11", link: "Attacks.md#faces")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Results that are none, errors, and an attack on the camera.")
        let page = try await stage.browser().start()
        let (phone, check) = try await FaceLogin.begin(page, by: stage.phone())
        for word in ["pending", "not_yet", "", "PASS", "passed", "true"] {
            let answer = try await phone.send("face", check.result(phone.sessionID, word))
            finding.check(!answer.isSuccess, "the result \"\(word)\": \(answer.brief)")
        }
        var truth = check.result(phone.sessionID, "pass")
        truth["result"] = .bool(true)
        let answer = try await phone.send("face", truth)
        finding.check(!answer.isSuccess, "the result true: \(answer.brief)")
        var error = check.result(phone.sessionID, "error")
        error["reason"] = "timeout"
        let timedOut = try await phone.send("face", error)
        finding.check(timedOut.json["status"]?.string != "approved", "a timeout: \(timedOut.brief)")

        var open = OpenFaceCheck(timedOut.json) ?? check
        for _ in 0..<12 {
            var attack = open.result(phone.sessionID, "fail")
            attack["reason"] = "not_live"
            let answer = try await phone.send("face", attack)
            guard answer.isSuccess, let next = OpenFaceCheck(answer.json) else { break }
            open = next
        }
        let status = try await page.status()
        finding.check(status == "failed", "an attack at every try, and the login is \(status)")
        let last = try await phone.send("face", open.result(phone.sessionID, "pass"))
        finding.check(last.json["status"]?.string != "approved", "a pass after that: \(last.brief)")
    }
}
