/// A code is redeemed by a portal that it was not made for.
struct CodeOfAnother: Attack {
    let card = AttackCard(
        16, "A code is used by another client", against: "INV-3, protection 5",
        link: "Attacks.md#the-result")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("A code redeemed by an unknown portal and by another registered one.")
        let page = try await stage.approvedLogin()
        guard let code = try await page.code() else { throw AttackFailure.refused("no code") }
        let nobody = AttackPlan.Client(
            id: "no-such-client", redirectURI: stage.plan.client.redirectURI, secret: nil,
            scope: "openid")
        let unknown = try await page.redeem(code, client: nobody)
        finding.check(!unknown.isSuccess, "an unknown portal: \(unknown.brief)")
        guard let other = stage.plan.otherClient else {
            throw AttackFailure.needs("--other-client and --other-redirect-uri")
        }
        let theirs = try await page.redeem(code, ["redirect_uri": other.redirectURI], client: other)
        finding.check(!theirs.isSuccess, "another portal, its redirect URI: \(theirs.brief)")
        let foreign = try await page.redeem(code, client: other)
        finding.check(!foreign.isSuccess, "another portal, this redirect URI: \(foreign.brief)")
        let good = try await page.redeem(code)
        finding.check(good.isSuccess, "the portal it was made for: \(good.brief)")
    }
}
