import PercentCoding
import StrictJSON

/// Addresses to which an app, or a logout, would lead the person.
struct ReturnAddresses: Attack {
    let card = AttackCard(
        17, "Tricks with return addresses", against: "protection 20",
        link: "Attacks.md#the-same-device")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        let uri = stage.plan.client.redirectURI
        let evil = [
            "https://evil.example/", "//evil.example/", "javascript:alert(1)//" + uri,
            "data:text/html,x",
            uri + "@evil.example/", uri + "#part", uri + "\\@evil.example", uri + " ", uri + "\n",
            "/",
            "", "null", uri + "/" + String(repeating: "x", count: 2_000),
        ]
        finding.begin("\(evil.count) addresses to come back to, for apps and for logouts.")
        for address in evil {
            let answer = try await stage.browser().create(["return_uri": .string(address)])
            finding.check(!answer.isSuccess, "an app led to \(address.suffix(32)): \(answer.brief)")
        }
        for address in evil.prefix(6) {
            let query = PercentCoding.encode([
                ("client_id", stage.plan.client.id), ("post_logout_redirect_uri", address),
            ])
            let answer = try await stage.wire.send(
                .get("/end_session?" + query), from: stage.source(2))
            let location = answer.header("Location") ?? ""
            finding.check(
                !location.contains("evil") && !location.hasPrefix("javascript"),
                "a logout led to \(address.suffix(32)): \(answer.brief)")
        }
    }
}
