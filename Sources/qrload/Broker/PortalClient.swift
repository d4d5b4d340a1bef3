import Base64URL
import Crypto
import Foundation
import NIOCore
import PercentCoding
import StrictJSON
import Tokens

/// The portal: who it is at the broker, and how it proves it.
struct PortalClient {
    let id: String
    let redirectURI: String
    let scope: String
    /// `Authorization` of a confidential client (RFC 6749, section 2.3.1).
    let authorization: String?

    /// - Throws: `.usage`, `.file`.
    init(_ options: PortalOptions) throws(LoadFailure) {
        guard let client = options.client, let redirectURI = options.redirectUri else {
            throw .usage("--client and --redirect-uri say whose logins these are.")
        }
        id = client
        self.redirectURI = redirectURI
        scope = options.scope
        authorization = try options.secretFile.map { path throws(LoadFailure) in
            try Self.basic(client, secretFile: path)
        }
    }

    /// A request to create a login session, and what redeems its code later.
    func creation(for requests: BrokerRequests) -> (request: ByteBuffer, verifier: String) {
        let verifier = SystemRandom.text(bytes: 32)
        let members: JSONObject = [
            "client_id": .string(id), "redirect_uri": .string(redirectURI),
            "scope": .string(scope), "state": .string(String(verifier.prefix(16))),
            "code_challenge": .string(
                Base64URL.encode(Array(SHA256.hash(data: Array(verifier.utf8))))),
            "code_challenge_method": "S256",
        ]
        return (requests.create(members, authorization: authorization), verifier)
    }

    /// The form that redeems a code.
    func redemption(of code: String, verifier: String) -> String {
        "grant_type=authorization_code&code=\(PercentCoding.encode(code))"
            + "&redirect_uri=\(PercentCoding.encode(redirectURI))"
            + "&client_id=\(PercentCoding.encode(id))&code_verifier=\(verifier)"
    }

    private static func basic(
        _ client: String, secretFile path: String
    ) throws(LoadFailure) -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .file(path, reason: "cannot be read")
        }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return BasicCredentials.authorization(id: client, secret: secret)
    }
}
