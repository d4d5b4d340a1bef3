import Foundation
import PercentCoding
import StrictJSON
import Tokens

/// One visit to the broker's own page, as a browser remembers it: an address and a cookie.
struct HostedVisit: Sendable {
    let stage: AttackStage
    let source: Source
    let answer: WebAnswer
    let verifier: String
    /// The request, as it stood in the address.
    let query: [(String, String)]

    var location: String? { answer.header("Location") }

    /// The login session that the browser was sent to.
    var id: String? {
        guard let location, let start = location.range(of: "/login/") else { return nil }
        return String(location[start.upperBound...].prefix { $0 != "?" && $0 != "/" })
    }

    /// `name=value` of the cookie that was set.
    var cookie: String? {
        answer.header("Set-Cookie").map { String($0.prefix { $0 != ";" }) }
    }

    var cookieName: String { cookie.map { String($0.prefix { $0 != "=" }) } ?? "" }
    var cookieValue: String { cookie.map { String($0.dropFirst(cookieName.count + 1)) } ?? "" }
    var path: String { "/v1/sessions/\(id ?? "-")" }

    /// A call of the page's script, with this cookie or another.
    func call(
        _ method: String = "GET", _ suffix: String = "", cookie: String? = nil,
        json: JSONValue? = nil, headers: [(String, String)] = []
    ) async throws(AttackFailure) -> WebAnswer {
        var all = headers
        if let cookie = cookie ?? self.cookie { all.append(("Cookie", cookie)) }
        if json != nil { all.append(("Content-Type", "application/json")) }
        return try await stage.wire.send(
            WebRequest(
                method: method, path: path + suffix, headers: all, body: json?.serialized()),
            from: source)
    }

    /// The page itself: what its own origin says of it.
    var sameOrigin: [(String, String)] {
        [("Origin", stage.issuer), ("Sec-Fetch-Site", "same-origin")]
    }
}

extension AttackBrowser {
    /// Goes to `/authorize`; a change to `nil` leaves a parameter out, `extra` is put behind.
    func visit(
        _ changes: [String: String?] = [:], extra: [(String, String)] = [],
        headers: [(String, String)] = []
    ) async throws(AttackFailure) -> HostedVisit {
        let client = stage.plan.client
        let verifier = SystemRandom.text(bytes: 32)
        var query: [String: String?] = [
            "client_id": client.id, "redirect_uri": client.redirectURI, "response_type": "code",
            "scope": client.scope, "state": SystemRandom.text(), "nonce": SystemRandom.text(),
            "code_challenge": Digest.sha256(verifier), "code_challenge_method": "S256",
        ]
        query.merge(changes) { $1 }
        let pairs = query.compactMap { name, value in value.map { (name, $0) } } + extra
        let answer = try await stage.wire.send(
            .get("/authorize?" + PercentCoding.encode(pairs), headers), from: stage.source(index))
        return HostedVisit(
            stage: stage, source: stage.source(index), answer: answer, verifier: verifier,
            query: pairs)
    }

    /// The same, where a page must come of it.
    func arrive(headers: [(String, String)] = []) async throws(AttackFailure) -> HostedVisit {
        let visit = try await visit(headers: headers)
        guard visit.id != nil, visit.cookie != nil else {
            throw .refused("authorize: \(visit.answer.brief)")
        }
        return visit
    }
}
