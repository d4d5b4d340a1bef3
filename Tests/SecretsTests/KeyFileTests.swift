import Foundation
import LoginFlow
import StrictJSON
import Testing

@testable import Secrets

@Suite struct KeyFileTests {
    let folder: KeyFolder
    var directory: URL { folder.directory }
    var path: String { folder.path }

    init() throws { folder = try KeyFolder() }

    private func mode(_ path: String) throws -> Int? { try folder.mode(path) }

    @Test func aNewFileIsForItsOwnerOnlyAndIsKept() throws {
        var made = 0
        let first = try KeyFile.open(path: path, now: 1000) {
            made += 1
            return [["kty": "EC"]]
        }
        #expect(try mode(path) == 0o600)
        let again = try KeyFile.open(path: path, now: 1000) {
            made += 1
            return []
        }
        #expect(made == 1)
        #expect(again.ring.checkValue == first.ring.checkValue)
        #expect(again.signingKeys.map(\.jwk["kty"]) == ["EC"])
        #expect(again.signingKeys.map(\.madeAt) == [1000])
        let other = directory.appending(path: "other.key").path
        let fresh = try KeyFile.open(path: other, now: 1000) { [] }
        #expect(fresh.ring.checkValue != first.ring.checkValue)
        let left = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
        #expect(left == ["other.key", "test.key"], "no half-written file is left")
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o610, 0o601])
    func aFileThatOthersCanReadIsRefused(mode: Int) throws {
        _ = try KeyFile.open(path: path, now: 1000) { [] }
        try FileManager.default.setAttributes(
            [.posixPermissions: NSNumber(value: mode)], ofItemAtPath: path)
        #expect(throws: KeyFile.Failure.tooOpen(path: path, mode: String(mode, radix: 8))) {
            try KeyFile.read(path: path)
        }
    }

    @Test(arguments: [
        "", "{}", "not json", #"{"version":2}"#,
        #"{"version":1,"derivation":"AA","sealing":"AA","subject":"AA","signing":[]}"#,
    ])
    func aFileThatIsNoneIsRefusedAndLeftAlone(text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes(
            [.posixPermissions: NSNumber(value: 0o600)], ofItemAtPath: path)
        #expect(throws: KeyFile.Failure.malformed(path: path)) {
            try KeyFile.open(path: self.path, now: 1000) { [] }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(text.utf8))
    }

    @Test func aFileThatLacksAKeyIsRefused() throws {
        _ = try KeyFile.open(path: path, now: 1000) { [] }
        let whole = try JSONValue(parsing: Array(Data(contentsOf: URL(fileURLWithPath: path))))
        for name in ["derivation", "sealing", "subject", "signing", "version"] {
            var members = try #require(whole.object)
            members[name] = nil
            try Data(JSONValue.object(members).serialized())
                .write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes(
                [.posixPermissions: NSNumber(value: 0o600)], ofItemAtPath: path)
            #expect(throws: KeyFile.Failure.malformed(path: path)) {
                try KeyFile.read(path: path)
            }
        }
    }

    @Test func aBackupIsTheSameFileAndOverwritesNothing() throws {
        let file = try KeyFile.open(path: path, now: 1000) { [] }
        let copy = directory.appending(path: "copy.key").path
        try KeyFile.backUp(path: path, to: copy)
        #expect(try mode(copy) == 0o600)
        #expect(try KeyFile.read(path: copy).ring.checkValue == file.ring.checkValue)
        let other = directory.appending(path: "other.key").path
        let kept = try KeyFile.open(path: other, now: 1000) { [] }
        #expect(throws: KeyFile.Failure.self) { try KeyFile.backUp(path: self.path, to: other) }
        #expect(try KeyFile.read(path: other).ring.checkValue == kept.ring.checkValue)
    }
}
