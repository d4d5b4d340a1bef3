import StrictJSON

/// The result of one approval is redeemed many times at once.
struct ApprovalConsumedTwice: Attack {
    let card = AttackCard(
        2, "One approval is consumed twice, fifty times at once", against: "F2, protections 5, 11",
        link: "Attacks.md#the-result")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Fifty redemptions of one code at the same time, then one more.")
        let page = try await stage.approvedLogin()
        guard let code = try await page.code() else {
            throw AttackFailure.refused("an approved login without a code")
        }
        let answers = try await stage.parallel(50) { _ in try await page.redeem(code) }
        let good = answers.filter(\.isSuccess)
        finding.check(good.count == 1, "\(good.count) of 50 redemptions got tokens")
        let again = try await page.redeem(code)
        finding.check(again.refuses(400, "invalid_grant"), "one more: \(again.brief)")
        if let token = good.first?.json["access_token"]?.string {
            let info = try await stage.wire.send(
                .get("/userinfo", [("Authorization", "Bearer \(token)")]), from: page.source)
            finding.check(info.status == 401, "what the first one got, afterwards: \(info.brief)")
        }
        let status = try await page.status()
        finding.check(["redeemed", "expired"].contains(status), "the login is \(status)")
    }
}
