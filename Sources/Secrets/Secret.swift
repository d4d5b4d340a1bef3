import Base64URL

/// The kinds of secrets, so that one can never be passed for another.
package enum PollTokenKind {}
package enum ScanTokenKind {}
package enum AuthorizationCodeKind {}
package enum SignInTokenKind {}
package enum RefreshTokenKind {}
package enum RequestReferenceKind {}
package enum ClientSecretKind {}

/// What the page shows at each read (PROTOCOL section 1).
package typealias PollToken = Secret<PollTokenKind>
/// What a code carries.
package typealias ScanToken = Secret<ScanTokenKind>
/// What the portal redeems.
package typealias AuthorizationCode = Secret<AuthorizationCodeKind>

/// What a browser that is signed in shows, as a cookie.
package typealias SignInToken = Secret<SignInTokenKind>
/// What a portal shows for new tokens.
package typealias RefreshTokenSecret = Secret<RefreshTokenKind>
/// What a portal is given for a pushed request (RFC 9126).
package typealias RequestReference = Secret<RequestReferenceKind>
/// What a confidential portal proves itself with.
package typealias ClientSecret = Secret<ClientSecretKind>

/// Random or derived bytes that must not be printed, logged or stored.
package struct Secret<Kind>: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// - Parameter byteCount: how many bytes the text must stand for; others are no such secret.
    package init?(text: some StringProtocol, byteCount: Int) {
        guard text.utf8.count <= byteCount * 2, let bytes = Base64URL.decode(text),
            bytes.count == byteCount
        else { return nil }
        self.bytes = bytes
    }

    /// The secret itself, as it travels. Named so that every place that lets it out is easy to find.
    package var exposedText: String { Base64URL.encode(bytes) }

    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
}

/// Sizes in bytes, from PROTOCOL section 0.
package enum SecretSize {
    package static let pollToken = 32
    package static let scanToken = 16
    package static let authorizationCode = 32
    package static let signInToken = 32
    package static let refreshToken = 32
    package static let requestReference = 32
    package static let clientSecret = 32
    package static let frameMAC = 12
}
