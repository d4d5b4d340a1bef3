import StrictJSON
import Tokens

/// Tokens under another algorithm, another key, or another kind.
struct KeyConfusion: Attack {
    let card = AttackCard(
        41, "Signing-key confusion and rotation", against: "protection 22",
        link: "Attacks.md#portals-and-tokens")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "Access tokens forged with public keys, other kinds of token, and what /jwks shows.")
        let set = try await stage.wire.send(.get("/jwks"), from: stage.source())
        let keys = set.json["keys"]?.array ?? []
        finding.check(!keys.isEmpty, "/jwks has \(keys.count) keys")
        for key in keys {
            let members = Set(key.object?.keys ?? [])
            let isPublic = members.isDisjoint(with: ["d", "p", "q", "k", "dp", "dq", "qi"])
            finding.check(isPublic, "key \(key["kid"]?.string ?? "-") is public, and has a name")
        }
        finding.check(
            Set(keys.compactMap { $0["kid"]?.string }).count == keys.count, "no name twice")
        let supported = stage.metadata["id_token_signing_alg_values_supported"]?.array ?? []
        finding.check(!supported.contains("none"), "ID tokens are always signed")

        let page = try await stage.approvedLogin()
        guard let code = try await page.code() else { throw AttackFailure.refused("no code") }
        let tokens = try await page.redeem(code).json
        guard let access = tokens["access_token"]?.string, let identity = tokens["id_token"]?.string
        else { throw AttackFailure.refused("no tokens") }
        let good = try await use(access, stage)
        guard good.isSuccess else { throw AttackFailure.refused("userinfo: \(good.brief)") }
        let idAsAccess = try await use(identity, stage)
        finding.check(
            idAsAccess.status == 401, "an ID token as an access token: \(idAsAccess.brief)")
        guard let jws = try? CompactJWS(parsing: access) else {
            return finding.note("access tokens are opaque: nothing to forge")
        }
        for (name, forged) in Self.forgeries(jws, keys) {
            let answer = try await use(forged, stage)
            finding.check(answer.status == 401, "\(name): \(answer.brief)")
        }
        for part in 0..<3 {
            let answer = try await use(Forgery.flipped(access, part: part, byte: 5, bit: 3), stage)
            finding.check(answer.status == 401, "a bit of part \(part): \(answer.brief)")
        }
    }

    private func use(
        _ token: String, _ stage: AttackStage
    ) async throws(AttackFailure) -> WebAnswer {
        try await stage.wire.send(
            .get("/userinfo", [("Authorization", "Bearer \(token)")]), from: stage.source(1))
    }

    private static func forgeries(_ jws: CompactJWS, _ keys: [JSONValue]) -> [(String, String)] {
        let own = SigningKey.newES256()
        func header(_ algorithm: String, _ kid: JSONValue?) -> JSONObject {
            var header = jws.header
            header["alg"] = .string(algorithm)
            if let kid { header["kid"] = kid }
            return header
        }
        let claims = jws.unverifiedPayload
        func selfMade(_ header: JSONObject) -> String {
            Forgery.compact(header, claims) { (try? own.signature(for: $0)) ?? [] }
        }
        var forged = [
            ("alg none", Forgery.compact(header("none", nil), claims) { _ in [] }),
            ("a key of its own", selfMade(header("ES256", nil))),
            ("a key of its own by its own name", selfMade(header("ES256", .string(own.kid)))),
        ]
        for key in keys {
            forged.append(
                (
                    "HMAC with a public key",
                    Forgery.compact(
                        header("HS256", key["kid"]), claims,
                        signature: Forgery.hmac(key.serialized()))
                ))
            let swapped = key["alg"]?.string == "RS256" ? "ES256" : "RS256"
            forged.append(("the other key's algorithm", selfMade(header(swapped, key["kid"]))))
        }
        return forged
    }
}
