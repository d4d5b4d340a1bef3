import StrictJSON
import Tokens

/// What an app brings back to the browser is shown by another browser, and again.
struct SameDeviceReplay: Attack {
    let card = AttackCard(
        18, "The way back on the same device is replayed", against: "protection 20",
        link: "Attacks.md#the-same-device")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("A login sent to somebody as a link; what the app brings back, elsewhere.")
        let visit = try await stage.browser().arrive()
        let shown = try await visit.call("GET", "/page").json
        guard let payload = shown["same_device"]?["payload"]?.string else {
            throw AttackFailure.needs("a portal whose page opens an app on the same device")
        }
        var victim = stage.phone()
        let scanned = try await victim.scan(payload, ["via": "link"])
        guard scanned.isSuccess else { throw AttackFailure.refused("scan: \(scanned.brief)") }
        let answer = try await victim.decide { nil }
        guard let address = answer.json["return_to"]?.string,
            let token = address.split(separator: "#").last.map(String.init)
        else { throw AttackFailure.refused("decision: \(answer.brief)") }
        finding.check(
            address.hasPrefix(stage.issuer + "/"), "the app leads to the broker's own page")
        let before = try await visit.call().json["status"]?.string ?? "-"
        finding.check(before == "confirmed", "before anybody is back the login is \(before)")

        let other = try await stage.browser(3).arrive()
        let body: JSONValue = ["return_token": .string(token)]
        for (what, cookie) in [
            ("without a cookie", "x=y"), ("by another browser", other.cookie ?? ""),
        ] {
            let back = try await visit.call(
                "POST", "/return", cookie: cookie, json: body, headers: visit.sameOrigin)
            finding.check(!back.isSuccess, "brought back \(what): \(back.brief)")
        }
        let mixed = try await other.call("POST", "/return", json: body, headers: other.sameOrigin)
        finding.check(!mixed.isSuccess, "brought to another login: \(mixed.brief)")
        let wrong = try await visit.call(
            "POST", "/return", json: ["return_token": .string(SystemRandom.text(bytes: 32))],
            headers: visit.sameOrigin)
        finding.check(!wrong.isSuccess, "a made-up value: \(wrong.brief)")
        let crossSite = try await visit.call(
            "POST", "/return", json: body, headers: [("Origin", "https://evil.example")])
        finding.check(!crossSite.isSuccess, "from another site: \(crossSite.brief)")

        let back = try await visit.call("POST", "/return", json: body, headers: visit.sameOrigin)
        finding.check(
            back.json["status"]?.string == "approved", "by the right browser: \(back.brief)")
        let replayed = try await visit.call(
            "POST", "/return", cookie: other.cookie, json: body, headers: visit.sameOrigin)
        finding.check(!replayed.isSuccess, "the same once more by another: \(replayed.brief)")
    }
}
