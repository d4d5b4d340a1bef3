import StrictJSON

/// The process is killed after every single step.
struct KilledBetweenSteps: Attack {
    let card = AttackCard(
        37, "kill -9 between any two steps", against: "INV-5, INV-6, INV-7",
        link: "Attacks.md#what-is-kept")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "A broker of our own, killed after creation, scan, decision, face and redemption.")
        guard let binary = stage.plan.inside.binary else { throw AttackFailure.needs("--binary") }
        let sandbox = try Sandbox(binary: binary)
        defer { sandbox.remove() }
        var broker = try await sandbox.start()
        defer { broker.kill() }
        let inner = try sandbox.stage(like: stage)

        let page = try await inner.browser().start()
        try await again(&broker, sandbox)
        finding.check(try await page.status() == "waiting", "after creation the page goes on")
        var phone = inner.phone()
        try await phone.scan(page)
        try await again(&broker, sandbox)
        finding.check(try await page.status() == "scanned", "a scan that was answered is kept")
        let members = try await phone.confirmation(page)
        let confirmed = try await phone.send("confirm", members)
        try await again(&broker, sandbox)
        let status = try await page.status()
        finding.check(
            status == confirmed.json["status"]?.string,
            "a decision that was answered is kept: \(status)")
        if let check = OpenFaceCheck(confirmed.json) {
            _ = try await phone.send("face", check.result(phone.sessionID, "pass"))
            try await again(&broker, sandbox)
            finding.check(try await page.status() == "approved", "a face that was answered is kept")
        }
        guard let code = try await page.code() else {
            return finding.check(false, "the code was lost")
        }
        let redeemed = try await page.redeem(code)
        finding.check(redeemed.isSuccess, "the code is the same after the kill: \(redeemed.brief)")
        try await again(&broker, sandbox)
        let twice = try await page.redeem(code)
        finding.check(twice.refuses(400, "invalid_grant"), "a used code stays used: \(twice.brief)")
        _ = try await phone.send("deny", phone.login)
        finding.check(try await page.status() == "redeemed", "and the login redeemed")
    }

    private func again(_ broker: inout RunningBroker, _ sandbox: Sandbox) async throws {
        broker.kill()
        broker = try await sandbox.start()
    }
}
