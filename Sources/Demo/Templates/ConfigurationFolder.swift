import Base64URL
import Crypto
import Foundation
import StrictJSON
import Tokens

/// The files of a configuration that was made from a template.
package struct ConfigurationFolder: Sendable {
    package enum Failure: Error, Sendable, Equatable {
        /// Nothing is ever overwritten.
        case exists(path: String)
        case unwritable(path: String, reason: String)
    }

    package let path: String
    package let template: Template

    package init(path: String, template: Template) {
        self.path = path
        self.template = template
    }

    package var walletIDs: [String] { template.walletIDs }
    package var configurationFile: String { path + "/qrbroker.yaml" }
    /// Shared with the face provider.
    package var faceSecretFile: String { path + "/face.secret" }
    package func keySetFile(of wallet: String) -> String { path + "/\(wallet).jwks.json" }
    /// What a simulator signs with. A real wallet's never comes near the broker.
    package func privateKeyFile(of wallet: String) -> String {
        path + "/\(wallet).private.jwk.json"
    }

    /// Writes everything.
    ///
    /// - Returns: the paths of the files, the configuration first.
    /// - Throws: `Failure`, before anything is written when some file is there already.
    package func create(at addresses: TemplateAddresses) throws -> [String] {
        let files = try files(at: addresses)
        for file in files where FileManager.default.fileExists(atPath: file.path) {
            throw Failure.exists(path: file.path)
        }
        try makeFolder()
        for file in files { try Self.make(file.path, with: file.bytes) }
        return files.map(\.path)
    }

    private func files(
        at addresses: TemplateAddresses
    ) throws -> [(path: String, bytes: [UInt8])] {
        let configuration = Array(template.configuration(at: addresses).utf8)
        var files = [(path: configurationFile, bytes: configuration)]
        for wallet in walletIDs {
            let key = SigningKey.newES256()
            files.append((keySetFile(of: wallet), KeySet([key.publicKey]).jwks.serialized()))
            files.append((privateKeyFile(of: wallet), key.privateJWK.serialized()))
        }
        return files + [(faceSecretFile, Self.newSecret())]
    }

    static func newSecret() -> [UInt8] {
        Array(SymmetricKey(size: .bits256).withUnsafeBytes { Base64URL.encode($0) }.utf8)
    }

    func makeFolder() throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: NSNumber(value: 0o700)])
    }

    /// Makes a file that only its owner reads, from the first moment on, and never in the place of
    /// another.
    static func make(_ path: String, with bytes: [UInt8]) throws(Failure) {
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY, 0o600)
        guard file >= 0 else {
            if errno == EEXIST { throw .exists(path: path) }
            throw .unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(file) }
        let count = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        guard count == bytes.count else {
            throw .unwritable(path: path, reason: String(cString: strerror(errno)))
        }
    }
}
