import Crypto
import Foundation
package import LoginFlow

extension LoginFlow.Digest {
    /// SHA-256 of a secret with full entropy. Guessable things take a keyed digest instead.
    package init(of secret: Secret<some Any>) { self.init(sha256: secret.bytes) }

    package init(sha256 bytes: [UInt8]) {
        guard let digest = LoginFlow.Digest(bytes: SHA256.hash(data: bytes)) else {
            preconditionFailure("SHA-256 has 32 bytes")
        }
        self = digest
    }
}
