import Foundation
import PercentCoding

/// Which client this is, and how it proves it.
struct ClientCredentials: Equatable, CustomStringConvertible {
    var id: String
    /// `nil` for a public client, which proves nothing (RFC 8628, section 3.1: most are).
    var secret: String?

    var description: String { "ClientCredentials(\(id), \(secret == nil ? "none" : "<redacted>"))" }

    /// The header and the fields that say who asks.
    ///
    /// - Throws: `.usage` when the provider takes no secret in either usual way.
    func proof(
        for provider: Provider
    ) throws(LoginFailure) -> (authorization: String?, fields: FormBody) {
        var fields = FormBody()
        guard let secret else {
            fields.append("client_id", id)
            return (nil, fields)
        }
        if provider.authenticationMethods.contains("client_secret_basic") {
            return (BasicCredentials.authorization(id: id, secret: secret), fields)
        }
        guard provider.authenticationMethods.contains("client_secret_post") else {
            throw .usage("The login service takes no client secrets.")
        }
        fields.append("client_id", id)
        fields.append("client_secret", secret)
        return (nil, fields)
    }

    /// The secret in a file, without the white space around it.
    static func readSecret(_ path: String) throws(LoginFailure) -> String {
        let limit = 4096
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .file(path, reason: "cannot be opened")
        }
        defer { try? handle.close() }
        let bytes: Data
        do {
            bytes = try handle.read(upToCount: limit + 1) ?? Data()
        } catch {
            throw .file(path, reason: "cannot be read")
        }
        guard bytes.count <= limit, let text = String(data: bytes, encoding: .utf8) else {
            throw .file(path, reason: "is not a secret")
        }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !secret.isEmpty else { throw .file(path, reason: "is empty") }
        return secret
    }
}
