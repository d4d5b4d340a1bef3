import StrictJSON
import Tokens

/// Addresses that the broker is made to call.
struct RequestForgery: Attack {
    let card = AttackCard(
        33, "Server-side request forgery by addresses in requests", against: "protection 16",
        link: "Attacks.md#portals-and-tokens")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "A private address where logos, keys, requests, pings and callbacks are named.")
        let bait = try await Bait()
        let url = bait.url
        let address = JSONValue.string(url)
        _ = try await stage.browser().create([
            "logo_uri": address, "jwks_uri": address, "request_uri": address,
            "client_notification_endpoint": address, "backchannel_logout_uri": address,
            "notification_uri": address, "webhook": address, "sector_identifier_uri": address,
        ])
        let visit = try await stage.browser().visit(["request_uri": url])
        finding.check(visit.id == nil, "a request elsewhere is not fetched: \(visit.answer.brief)")
        let registered = try await stage.wire.send(
            .post(
                "/register",
                json: [
                    "redirect_uris": ["https://evil.example/cb"], "logo_uri": address,
                    "jwks_uri": address, "sector_identifier_uri": address,
                    "backchannel_logout_uri": address,
                ]), from: stage.source(1))
        finding.check(!registered.isSuccess, "registering without a token: \(registered.brief)")
        for client in [stage.plan.client, stage.plan.otherClient].compactMap(\.self)
        where client.secret != nil {
            let answer = try await stage.wire.send(
                .post(
                    "/bc-authorize",
                    form: [
                        ("client_id", client.id), ("scope", "openid"), ("login_hint", "x"),
                        ("client_notification_endpoint", url), ("client_notification_token", "t"),
                    ], client.authorization), from: stage.source(1))
            finding.check(!answer.isSuccess, "a ping address in a request: \(answer.brief)")
        }
        let phone = stage.phone(2)
        let own = SigningKey.newES256()
        for name in ["jku", "x5u", "kid"] {
            var header: JSONObject = [
                "alg": "ES256", "kid": .string(own.kid), "typ": "qrlogin+jwt",
            ]
            header[name] = address
            let forged = Forgery.compact(
                header, phone.claims("scan", ["qr": "x"])
            ) { (try? own.signature(for: $0)) ?? [] }
            let answer = try await phone.post(forged, to: "scan")
            finding.check(answer.status == 401, "a key at an address (\(name)): \(answer.brief)")
        }
        // A call that comes late comes within this time: nothing of it waits for anybody.
        try await Task.sleep(for: .milliseconds(500))
        finding.check(bait.calls == 0, "the private address was called \(bait.calls) times")
        try await bait.close()
    }
}
