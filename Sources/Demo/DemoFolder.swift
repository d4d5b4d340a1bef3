import Foundation
import StrictJSON
import Tokens

/// The files of a demo: those of its template, made when missing, and what `qrphone` takes.
package struct DemoFolder: Sendable {
    /// The folder holds a configuration that somebody else wrote.
    package struct NotOurs: Error, Sendable {
        package let path: String
    }

    /// What the simulators sign with.
    struct Keys: Sendable {
        /// By wallet.
        var wallets: [String: SigningKey] = [:]
        var faceSecret: [UInt8] = []
    }

    package let ports: DemoPorts
    package let template: Template
    package let faces: Template.FaceChoice
    private let folder: ConfigurationFolder

    package init(
        path: String, ports: DemoPorts, template: Template,
        faces: Template.FaceChoice = .attested
    ) {
        folder = ConfigurationFolder(path: path, template: template)
        self.ports = ports
        self.template = template
        self.faces = faces
    }

    package var path: String { folder.path }
    package var configurationFile: String { folder.configurationFile }
    package var walletIDs: [String] { folder.walletIDs }
    package func walletKeyFile(of wallet: String) -> String { folder.privateKeyFile(of: wallet) }

    private static let mark = "# The demo's configuration, written at each start of the demo.\n"

    /// Writes what is missing; the configuration is written anew, because it names the ports.
    func prepare() throws -> Keys {
        try folder.makeFolder()
        var keys = Keys(
            faceSecret: try kept(folder.faceSecretFile) {
                ConfigurationFolder.newSecret()
            })
        for wallet in walletIDs {
            let key = try walletKey(wallet)
            keys.wallets[wallet] = key
            try write(KeySet([key.publicKey]).jwks.serialized(), to: folder.keySetFile(of: wallet))
        }
        for person in DemoPeople.all {
            try write(person.claims.serialized(), to: path + "/\(person.sub).claims.json")
        }
        try writeConfiguration()
        return keys
    }

    private func writeConfiguration() throws {
        if let former = FileManager.default.contents(atPath: configurationFile),
            !former.starts(with: Data(Self.mark.utf8))
        {
            throw NotOurs(path: configurationFile)
        }
        let text = template.configuration(at: ports.addresses, faces: faces)
        try write(Array((Self.mark + text).utf8), to: configurationFile)
    }

    private func walletKey(_ wallet: String) throws -> SigningKey {
        let bytes = try kept(folder.privateKeyFile(of: wallet)) {
            SigningKey.newES256().privateJWK.serialized()
        }
        return try SigningKey(privateJWK: try JSONValue(parsing: bytes))
    }

    private func kept(_ file: String, or make: () -> [UInt8]) throws -> [UInt8] {
        if let data = FileManager.default.contents(atPath: file) { return Array(data) }
        let bytes = make()
        try ConfigurationFolder.make(file, with: bytes)
        return bytes
    }

    private func write(_ bytes: [UInt8], to file: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic)
        try FileManager.default.setAttributes(
            [.posixPermissions: NSNumber(value: 0o600)], ofItemAtPath: file)
    }
}
