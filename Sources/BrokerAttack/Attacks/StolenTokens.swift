import StrictJSON

/// Tokens that were copied are used after the person has ended the sign-in.
struct StolenTokens: Attack {
    let card = AttackCard(
        40, "Stolen tokens after a logout", against: "protection 19",
        link: "Attacks.md#portals-and-tokens")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Tokens copied, the sign-in ended on the phone, the tokens used.")
        let phone = stage.phone()
        let page = try await stage.approvedLogin(phone: phone)
        guard let code = try await page.code() else { throw AttackFailure.refused("no code") }
        let tokens = try await page.redeem(code).json
        guard let access = tokens["access_token"]?.string else {
            throw AttackFailure.refused("no access token")
        }
        func userInfo() async throws(AttackFailure) -> WebAnswer {
            try await stage.wire.send(
                .get("/userinfo", [("Authorization", "Bearer \(access)")]), from: stage.source(7))
        }
        let before = try await userInfo()
        guard before.isSuccess else { throw AttackFailure.refused("userinfo: \(before.brief)") }
        let ended = try await phone.send("end_sign_in", ["sign_in": "all"])
        finding.check(ended.isSuccess, "the person ends everything: \(ended.brief)")
        let after = try await userInfo()
        finding.check(after.status == 401, "the access token afterwards: \(after.brief)")
        if let refresh = tokens["refresh_token"]?.string {
            let renewed = try await page.redeem(
                code,
                [
                    "grant_type": "refresh_token", "refresh_token": refresh, "code": nil,
                    "code_verifier": nil, "redirect_uri": nil,
                ])
            finding.check(!renewed.isSuccess, "the refresh token afterwards: \(renewed.brief)")
        }
        let again = try await page.redeem(code)
        finding.check(!again.isSuccess, "the code once more: \(again.brief)")
        let list = try await phone.send("sign_ins").json["sign_ins"]?.array ?? []
        finding.check(list.isEmpty, "\(list.count) sign-ins are left on the phone's list")
    }
}
