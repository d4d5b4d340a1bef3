import Base64URL
import Foundation
import StrictJSON
import Tokens

/// The files of a demo: configuration, and the demo wallet's keys. Made when missing.
package struct DemoFolder: Sendable {
    package let path: String
    package let ports: DemoPorts

    package init(path: String, ports: DemoPorts) {
        self.path = path
        self.ports = ports
    }

    package var configurationFile: String { path + "/qrbroker.yaml" }
    package var walletKeyFile: String { path + "/demo-wallet.private.jwk.json" }
    /// What `qrphone --claims` takes.
    private func claimsFile(of person: DemoPerson) -> String {
        path + "/\(person.sub).claims.json"
    }

    private var walletKeySetFile: String { path + "/demo-wallet.jwks.json" }

    /// Writes what is missing; the configuration is written anew, because it names the ports.
    ///
    /// - Returns: the demo wallet's key.
    func prepare() throws -> SigningKey {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: NSNumber(value: 0o700)])
        let key = try walletKey()
        try write(KeySet([key.publicKey]).jwks.serialized(), to: walletKeySetFile)
        try write(Array(configuration.utf8), to: configurationFile)
        for person in DemoPeople.all {
            try write(person.claims.serialized(), to: claimsFile(of: person))
        }
        return key
    }

    private func walletKey() throws -> SigningKey {
        if let data = FileManager.default.contents(atPath: walletKeyFile) {
            return try SigningKey(privateJWK: try JSONValue(parsing: Array(data)))
        }
        let key = SigningKey.newES256()
        try write(key.privateJWK.serialized(), to: walletKeyFile)
        return key
    }

    private func write(_ bytes: [UInt8], to file: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic)
        try FileManager.default.setAttributes(
            [.posixPermissions: NSNumber(value: 0o600)], ofItemAtPath: file)
    }
}
