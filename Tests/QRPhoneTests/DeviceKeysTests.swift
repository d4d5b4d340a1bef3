import Foundation
import Testing
import Tokens

@testable import qrphone

@Suite struct DeviceKeysTests {
    private static func inFolder(_ body: (DeviceKeys) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(DeviceKeys(folder: folder.path + "/keys"))
    }

    private static let speaker = Speaker(wallet: "w", person: "张伟/../x", device: "phone-1")

    @Test("A key is made once, for its owner's eyes, and found again")
    func keeps() throws {
        try Self.inFolder { keys in
            #expect(try keys.key(of: Self.speaker) == nil)
            let made = try keys.keyOrNewOne(of: Self.speaker)
            #expect(try keys.keyOrNewOne(of: Self.speaker).key.kid == made.key.kid)
            let files = FileManager.default
            let file = try files.attributesOfItem(atPath: keys.path(of: Self.speaker))
            #expect((file[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            let folder = try files.attributesOfItem(atPath: keys.folder)
            #expect((folder[.posixPermissions] as? NSNumber)?.intValue == 0o700)
            #expect(try files.contentsOfDirectory(atPath: keys.folder).count == 1)
        }
    }

    @Test("Other people, devices and wallets have other keys")
    func separates() throws {
        try Self.inFolder { keys in
            var speakers = [Self.speaker, Self.speaker, Self.speaker, Self.speaker]
            speakers[1].person = "li-na"
            speakers[2].device = "phone-2"
            speakers[3].wallet = "v"
            let kids = try speakers.map { try keys.keyOrNewOne(of: $0).key.kid }
            #expect(Set(kids).count == 4)
        }
    }

    @Test("A key that others may read is refused")
    func refusesReadableKeys() throws {
        try Self.inFolder { keys in
            _ = try keys.keyOrNewOne(of: Self.speaker)
            let path = keys.path(of: Self.speaker)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            #expect(throws: PhoneFailure.self) { try keys.key(of: Self.speaker) }
        }
    }

    @Test("A broken file is an error, not a new key")
    func refusesBrokenFiles() throws {
        try Self.inFolder { keys in
            _ = try keys.keyOrNewOne(of: Self.speaker)
            let path = keys.path(of: Self.speaker)
            try Data("{}".utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            #expect(throws: PhoneFailure.self) { try keys.keyOrNewOne(of: Self.speaker) }
        }
    }

    @Test("Enrolments are remembered with the key, and gone with it")
    func remembers() throws {
        try Self.inFolder { keys in
            let kid = try keys.keyOrNewOne(of: Self.speaker).key.kid
            for issuer in ["https://a.example", "https://b.example", "https://a.example"] {
                try keys.remember(issuer, for: Self.speaker)
            }
            let known = try #require(try keys.key(of: Self.speaker))
            #expect(known.issuers == ["https://a.example", "https://b.example"])
            #expect(known.key.kid == kid)
            try keys.forget(Self.speaker)
            #expect(try keys.key(of: Self.speaker) == nil)
        }
    }

    @Test("Two programs that start at once end with one key")
    func racesEndWithOneKey() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let keys = DeviceKeys(folder: folder.path)
        let kids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try keys.keyOrNewOne(of: Self.speaker).key.kid } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(kids.count == 1)
    }

    @Test("No name leads out of the folder or collides with another")
    func fileNames() {
        #expect(DeviceKeys.fileNamePart("phone-1") == "phone-1")
        #expect(DeviceKeys.fileNamePart("../x~y") == "%2E%2E%2Fx%7Ey")
        #expect(DeviceKeys.fileNamePart("%41") == "%2541")
        let long = String(repeating: "张", count: 85)
        #expect(DeviceKeys.fileNamePart(long).utf8.count <= 70)
        #expect(DeviceKeys.fileNamePart(long) != DeviceKeys.fileNamePart(long + "x"))
    }
}
