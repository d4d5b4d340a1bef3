import Foundation
import StrictJSON
import Testing
import Tokens

@testable import Demo

@Suite("The files of a configuration") struct ConfigurationFolderTests {
    private func folder(_ template: String) throws -> ConfigurationFolder {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("configuration-\(UUID().uuidString)").path
        return ConfigurationFolder(path: path, template: try #require(Template.named(template)))
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? NSNumber).intValue
    }

    @Test("Keys, secret and configuration: for the owner alone, and they fit together")
    func writtenFiles() throws {
        let folder = try folder("province")
        let files = try folder.create(at: TemplateAddresses())
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        #expect(files.count == 6)
        #expect(files.first == folder.configurationFile)
        for file in files { #expect(try mode(file) == 0o600, "\(file)") }
        for wallet in ["alipay", "social-card"] {
            func json(_ file: String) throws -> JSONValue {
                try JSONValue(parsing: String(contentsOfFile: file, encoding: .utf8))
            }
            let key = try SigningKey(privateJWK: try json(folder.privateKeyFile(of: wallet)))
            let keys = try KeySet(jwks: try json(folder.keySetFile(of: wallet)))
            #expect(keys.keys.map(\.thumbprint) == [key.publicKey.thumbprint])
            #expect(try json(folder.keySetFile(of: wallet))["keys"]?.array?.first?["d"] == nil)
        }
    }

    @Test("Where one file is there already, nothing is written")
    func neverOverwrites() throws {
        let folder = try folder("exam")
        try folder.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        try ConfigurationFolder.make(folder.faceSecretFile, with: Array("precious".utf8))
        #expect(throws: ConfigurationFolder.Failure.exists(path: folder.faceSecretFile)) {
            try folder.create(at: TemplateAddresses())
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["face.secret"])
        #expect(try String(contentsOfFile: folder.faceSecretFile, encoding: .utf8) == "precious")
    }
}
