import Broker
import LoginFlow
import Secrets
import StrictJSON
import Tokens

/// The key file as far as tokens are concerned.
package enum SigningKeyFile {
    /// Opens it, or makes it, with a key for every algorithm that the configuration needs.
    static func open(_ configuration: ServerConfiguration, now: Moment) throws -> KeyFile {
        let keys = try KeyFile.open(path: configuration.keyFile, now: now.seconds) {
            [SigningKey.newES256().privateJWK]
        }
        let wantsRSA = configuration.broker.relyingParties.values.contains {
            $0.idTokenAlgorithm == .rs256 || $0.userInfo.algorithm == .rs256
        }
        let hasRSA = keys.signingKeys.contains { $0.jwk["kty"]?.string == "RSA" }
        if hasRSA || !wantsRSA { return keys }
        // Made when first needed: an RSA key takes longer to make than everything else at a start.
        return try KeyFile.add(
            signingKey: SigningKey.newRS256().privateJWK, path: configuration.keyFile,
            now: now.seconds)
    }

    static func entries(of file: KeyFile) throws -> [TokenSigners.Entry] {
        try file.signingKeys.map {
            TokenSigners.Entry(
                key: try SigningKey(privateJWK: $0.jwk), madeAt: Moment(seconds: $0.madeAt))
        }
    }

    /// Adds new keys beside the ones in use.
    ///
    /// - Returns: the names of all keys in the file, oldest first.
    package static func rotate(path: String) throws -> [String] {
        try entries(of: rotate(path: path, now: BrokerClock.system.now())).map(\.key.kid)
    }

    static func rotate(path: String, now: Moment) throws -> KeyFile {
        try KeyFile.rotate(path: path, now: now.seconds) { former in
            former["kty"]?.string == "RSA"
                ? try SigningKey.newRS256().privateJWK : SigningKey.newES256().privateJWK
        }
    }
}
