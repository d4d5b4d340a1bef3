import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import Secrets

/// How a page shows that a login session is its own.
enum PageCookie {
    /// One cookie a login session, so that tabs do not disturb each other. Over plain http, which
    /// is good for loopback only, browsers refuse the prefix and the attribute.
    static func name(of id: SessionID, issuer: String) -> String {
        (issuer.hasPrefix("https:") ? "__Host-qr_" : "qr_") + id.text.prefix(8)
    }

    /// - Parameter lifetime: in seconds; as long as the answer may still be read.
    static func header(
        _ id: SessionID, _ poll: PollToken, issuer: String, lifetime: Int
    ) -> String {
        let secure = issuer.hasPrefix("https:") ? "; Secure" : ""
        return "\(name(of: id, issuer: issuer))=\(poll.exposedText); Path=/; Max-Age=\(lifetime)"
            + "; HttpOnly; SameSite=Lax" + secure
    }
}

/// How a browser shows that somebody has signed in there.
enum SignInCookie {
    static func name(issuer: String) -> String {
        (issuer.hasPrefix("https:") ? "__Host-" : "") + "qr_sign_in"
    }

    /// Without a lifetime: the browser forgets it when it is closed, which on a shared computer is
    /// what people expect.
    static func header(_ token: SignInToken, issuer: String) -> String {
        let secure = issuer.hasPrefix("https:") ? "; Secure" : ""
        return "\(name(issuer: issuer))=\(token.exposedText); Path=/; HttpOnly; SameSite=Lax"
            + secure
    }

    static func expired(issuer: String) -> String {
        let secure = issuer.hasPrefix("https:") ? "; Secure" : ""
        return "\(name(issuer: issuer))=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax" + secure
    }
}

extension Call {
    /// What the browser shows for its sign-in.
    func signInToken(_ settings: BrokerSettings) -> SignInToken? {
        cookie(SignInCookie.name(issuer: settings.issuer)).flatMap {
            SignInToken(text: $0, byteCount: SecretSize.signInToken)
        }
    }

    /// The login session that the path names, and the secret that the page shows for it.
    ///
    /// - Parameter changesState: a cookie alone then does not do: the call must come from our page.
    func page(
        _ settings: BrokerSettings, changesState: Bool = false
    ) throws(Problem) -> (SessionID, PollToken) {
        guard let id = parameters["session_id"].flatMap({ SessionID(text: $0) })
        else { throw Problem(.notFound) }
        if let token = bearer() { return (id, token) }
        let name = PageCookie.name(of: id, issuer: settings.issuer)
        guard let value = cookie(name),
            let token = PollToken(text: value, byteCount: SecretSize.pollToken)
        else { throw Problem(.notFound) }
        if changesState && !isFromOurPage(settings) { throw Problem(.originNotAllowed) }
        return (id, token)
    }

    private func bearer() -> PollToken? {
        authorization(scheme: "bearer").flatMap {
            PollToken(text: $0, byteCount: SecretSize.pollToken)
        }
    }

    private func cookie(_ name: String) -> String? {
        for header in request.headers[values: .cookie] {
            // Byte by byte: Swift takes a Greek question mark for a semicolon.
            for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
                let parts = pair.drop { $0 == UInt8(ascii: " ") }
                    .split(separator: UInt8(ascii: "="), maxSplits: 1)
                if parts.count == 2 && parts[0].elementsEqual(name.utf8) {
                    return String(Substring(parts[1]))
                }
            }
        }
        return nil
    }

    /// Whether the answer may be shown in a frame. Only the browser itself can say that it is not
    /// (Fetch Metadata, section 2.1); an old one that says nothing is believed to.
    var mayBeFramed: Bool { request.headers[.secFetchDest] != "document" }

    func isFromOurPage(_ settings: BrokerSettings) -> Bool {
        if let origin { return origin == settings.origin }
        return request.headers[.secFetchSite] == "same-origin"
    }

    /// Judges the origin against the portal of a login session, after the token was judged, so
    /// that a stranger hears the same 404 from everywhere.
    func admitOrigin(of party: RelyingParty?, _ settings: BrokerSettings) throws(Problem) {
        guard let origin, origin != settings.origin else { return }
        guard party?.origins.contains(origin) == true else { throw Problem(.originNotAllowed) }
        allowedOrigin = origin
    }
}
