import StrictJSON
import Tokens

/// Statements that nobody with the right key has signed, or not for this.
struct ForgedStatements: Attack {
    let card = AttackCard(
        9, "Forged, replayed, expired and misaddressed statements",
        against: "protections 4, 11, 22",
        link: "Attacks.md#statements")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "alg none, HMAC with the public key, kid as a path, own keys, other claims, replay.")
        let page = try await stage.browser().start()
        let payload = try await page.currentPayload()
        let phone = stage.phone()
        for (index, forgery) in forgeries(phone, payload).enumerated() {
            var sender = stage.phone(2 + index)
            (sender.person, sender.device) = (phone.person, phone.device)
            let answer = try await sender.post(forgery.statement, to: "scan")
            finding.check(
                [400, 401].contains(answer.status), "\(forgery.name): \(answer.brief)")
        }
        let waiting = try await page.status()
        finding.check(waiting == "waiting", "the page reads \(waiting)")

        let good = phone.statement("scan", ["qr": .string(try await page.currentPayload())])
        let first = try await phone.post(good, to: "scan")
        finding.check(first.isSuccess, "a good statement for comparison: \(first.brief)")
        let replayed = try await phone.post(good, to: "scan")
        finding.check(
            replayed.refuses(409, "replayed_assertion"), "the same again: \(replayed.brief)")
    }

    private func forgeries(
        _ phone: AttackPhone, _ payload: String
    ) -> [(name: String, statement: String)] {
        let members: JSONObject = ["qr": .string(payload)]
        return headers(phone, members) + claims(phone, members) + doubled(phone, members)
    }

    /// Right claims under a wrong header or signature.
    private func headers(
        _ phone: AttackPhone, _ members: JSONObject
    ) -> [(name: String, statement: String)] {
        let key = phone.wallet.key
        let own = SigningKey.newES256()
        let publicKey = key.publicKey.jwk.serialized()
        func header(_ changes: JSONObject) -> JSONObject {
            var header: JSONObject = [
                "alg": "ES256", "kid": .string(key.kid), "typ": "qrlogin+jwt",
            ]
            for change in changes.members { header[change.key] = change.value }
            return header
        }
        func made(
            _ name: String, _ changes: JSONObject, _ signature: ([UInt8]) -> [UInt8]
        ) -> (name: String, statement: String) {
            (
                name,
                Forgery.compact(
                    header(changes), phone.claims("scan", members), signature: signature)
            )
        }
        func signed(by key: SigningKey) -> ([UInt8]) -> [UInt8] {
            { (try? key.signature(for: $0)) ?? [] }
        }
        return ["none", "None", "NONE", ""].map { name in
            made("alg \"\(name)\"", ["alg": .string(name)]) { _ in [] }
        } + [
            made("HMAC with the public key", ["alg": "HS256"], Forgery.hmac(publicKey)),
            made("HMAC with nothing", ["alg": "HS256"], Forgery.hmac([])),
            made(
                "a kid that is a path", ["alg": "HS256", "kid": "../../../../dev/null"],
                Forgery.hmac([])),
            made("a kid that is SQL", ["kid": "x' UNION SELECT 'a"], signed(by: own)),
            made("a key of nobody's", [:], signed(by: own)),
            made(
                "its own key in the header", ["kid": .string(own.kid), "jwk": own.publicKey.jwk],
                signed(by: own)),
            made("a key elsewhere", ["jku": "http://127.0.0.1:1/jwks"], signed(by: own)),
            made("no signature", [:]) { _ in [] },
            made("a signature of zeros", [:]) { _ in Array(repeating: 0, count: 64) },
            made("another algorithm", ["alg": "RS256"], signed(by: key)),
            made("an unknown extension", ["crit": ["b64"], "b64": .bool(false)], signed(by: key)),
            made("another kind of token", ["typ": "JWT"], signed(by: key)),
        ]
    }

    /// Rightly signed, and read differently by whoever takes the first and by whoever takes the last
    /// of two members of one name.
    private func doubled(
        _ phone: AttackPhone, _ members: JSONObject
    ) -> [(name: String, statement: String)] {
        let claims = JSONValue.object(phone.claims("scan", members)).serializedText()
        let header =
            "{\"alg\":\"ES256\",\"kid\":\"\(phone.wallet.key.kid)\",\"typ\":\"qrlogin+jwt\"}"
        func made(
            _ name: String, _ header: String, _ claims: String
        ) -> (name: String, statement: String) {
            let signed = Forgery.compact(text: header, claims) {
                (try? phone.wallet.key.signature(for: $0)) ?? []
            }
            return (name, signed)
        }
        return [
            made("two persons in one", header, claims.dropLast() + ",\"sub\":\"another\"}"),
            made("two audiences in one", header, claims.dropLast() + ",\"aud\":\"another\"}"),
            made("two algorithms in one", header.dropLast() + ",\"alg\":\"none\"}", claims),
        ]
    }

    /// Rightly signed, and not good for this.
    private func claims(
        _ phone: AttackPhone, _ members: JSONObject
    ) -> [(name: String, statement: String)] {
        func made(_ name: String, _ change: (inout JSONObject) -> Void) -> (
            name: String, statement: String
        ) {
            var claims = phone.claims("scan", members)
            change(&claims)
            return (name, phone.sign(claims))
        }
        let now = phone.claims("scan")["iat"]?.integer ?? 0
        return [
            made("expired") {
                $0["iat"] = .integer(now - 200); $0["exp"] = .integer(now - 100)
            },
            made("of the future") {
                $0["iat"] = .integer(now + 90); $0["exp"] = .integer(now + 120)
            },
            made("good for an hour") { $0["exp"] = .integer(now + 3_600) },
            made("without an end") { $0["exp"] = nil },
            made("for another broker") { $0["aud"] = "https://another.example" },
            made("for a longer address") {
                $0["aud"] = .string(phone.stage.issuer + ".evil.example")
            },
            made("of another wallet") { $0["iss"] = "no-such-wallet" },
            made("without an id") { $0["jti"] = nil },
            made("with a short id") { $0["jti"] = "1" },
            made("for another act") { $0["act"] = "confirm" },
            made("without a person") { $0["sub"] = nil },
            made("without a device") { $0["device"] = nil },
        ]
    }
}
