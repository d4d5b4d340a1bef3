package import Audit
import Broker
import LoginFlow
import Secrets
package import StrictJSON
package import Tokens

/// The key file as far as the audit trail is concerned.
package enum AuditKeyFile {
    package enum Failure: Error, Sendable, Equatable {
        /// There is no key to sign with.
        case none
    }

    /// Reads the key to sign with, and makes it where there is none yet.
    package static func open(path: String) throws -> SigningKey {
        var file = try KeyFile.read(path: path)
        if file.auditKeys.isEmpty {
            file = try KeyFile.addAuditKey(path: path, now: BrokerClock.system.now().seconds) {
                SigningKey.newES256().privateJWK
            }
        }
        guard let key = file.auditKeys.last(where: \.isPrivate) else { throw Failure.none }
        return try SigningKey(privateJWK: key.jwk)
    }

    /// Puts a new key in the place of the one in use; a running broker takes it up at its next
    /// checkpoint.
    package static func rotate(path: String) throws {
        _ = try open(path: path)
        _ = try KeyFile.rotateAuditKey(
            path: path, now: BrokerClock.system.now().seconds,
            make: { SigningKey.newES256().privateJWK },
            publicHalf: { try SigningKey(privateJWK: $0).publicKey.jwk })
    }

    /// The public halves, of former keys too, as a key set for whoever checks.
    package static func publicKeys(path: String) throws -> JSONValue {
        _ = try open(path: path)
        let keys = try KeyFile.read(path: path).auditKeys.map { key -> JSONValue in
            guard key.isPrivate, var half = try SigningKey(privateJWK: key.jwk).publicKey.jwk.object
            else { return key.jwk }
            half.append("made_at", .integer(key.madeAt))
            return .object(half)
        }
        return ["keys": .array(keys)]
    }

    /// The same, to check with.
    package static func keys(path: String) throws -> AuditKeys {
        try AuditKeys(json: publicKeys(path: path))
    }
}
