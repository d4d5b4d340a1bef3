import NIOCore
import StrictJSON

/// A page's requests to the broker, as bytes.
struct BrokerRequests: Equatable {
    let endpoint: Endpoint
    /// The path of the issuer, without a `/` at its end.
    private let base: String

    init(_ issuer: Endpoint) {
        endpoint = issuer
        base = issuer.target.hasSuffix("/") ? String(issuer.target.dropLast()) : issuer.target
    }

    private func bytes(
        _ method: String, _ path: String, headers: String = "",
        body: (type: String, bytes: [UInt8])? = nil
    ) -> ByteBuffer {
        RequestBytes.make(
            method, base + path, host: endpoint.authority, headers: headers, body: body)
    }

    private static func bearer(_ token: String) -> String { "Authorization: Bearer \(token)\r\n" }

    func create(_ members: JSONObject, authorization: String? = nil) -> ByteBuffer {
        bytes(
            "POST", "/v1/sessions",
            headers: authorization.map { "Authorization: \($0)\r\n" } ?? "",
            body: ("application/json", JSONValue.object(members).serialized()))
    }

    func read(_ page: PageSession, after: Int, waitSeconds: Int) -> ByteBuffer {
        bytes(
            "GET", "/v1/sessions/\(page.id)?after=\(after)&wait=\(waitSeconds)",
            headers: Self.bearer(page.token))
    }

    func frame(_ page: PageSession) -> ByteBuffer {
        bytes(
            "GET", "/v1/sessions/\(page.id)/qr",
            headers: Self.bearer(page.token) + "Accept: application/json\r\n")
    }

    func cancel(_ page: PageSession) -> ByteBuffer {
        bytes("POST", "/v1/sessions/\(page.id)/cancel", headers: Self.bearer(page.token))
    }

    func wallet(_ path: String, statement: String) -> ByteBuffer {
        bytes(
            "POST", path,
            body: ("application/json", Array("{\"assertion\":\"\(statement)\"}".utf8)))
    }

    func token(form: String, authorization: String? = nil) -> ByteBuffer {
        bytes(
            "POST", "/token", headers: authorization.map { "Authorization: \($0)\r\n" } ?? "",
            body: ("application/x-www-form-urlencoded", Array(form.utf8)))
    }
}

/// What a page has been given at the creation of its login session.
struct PageSession: Equatable {
    var id: String
    var token: String

    /// - Returns: `nil` when the answer is not one to a creation.
    init?(created: JSONValue) {
        guard let id = created["session_id"]?.string, let token = created["poll_token"]?.string
        else { return nil }
        self.id = id
        self.token = token
    }
}
