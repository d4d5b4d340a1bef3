import Base64URL
import Crypto
import Foundation
import NIOCore
import StrictJSON

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
        var generator = SystemRandomNumberGenerator()
        let verifier = Base64URL.encode(
            (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
        let members: JSONObject = [
            "client_id": .string(id), "redirect_uri": .string(redirectURI),
            "scope": .string(scope), "state": .string(String(verifier.prefix(16))),
            "code_challenge": .string(
                Base64URL.encode(Array(SHA256.hash(data: Array(verifier.utf8))))),
            "code_challenge_method": "S256",
        ]
        return (requests.create(members, authorization: authorization), verifier)
    }

    private static func basic(
        _ client: String, secretFile path: String
    ) throws(LoadFailure) -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .file(path, reason: "cannot be read")
        }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let pair = FormText.encoded(client) + ":" + FormText.encoded(secret)
        return "Basic " + Data(pair.utf8).base64EncodedString()
    }
}

/// Texts as forms carry them.
enum FormText {
    /// Everything but unreserved characters as `%XX` (RFC 3986, section 2.3).
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.count == 1 ? "0" : "") + hex
            }
        }
        return result
    }
}
