import Foundation
import StrictJSON
import Testing

@testable import Secrets

/// Signing keys come and go; the master keys of the same file stay.
@Suite struct KeyRotationTests {
    struct Broken: Error {}

    let folder: KeyFolder

    init() throws { folder = try KeyFolder() }

    private let retirement = KeyFile.retirement

    /// Keys stand for themselves by kind and name.
    private func key(_ kind: String, _ name: String) -> JSONValue {
        ["kty": .string(kind), "kid": .string(name)]
    }

    @discardableResult
    private func rotate(_ name: String, now: Int64) throws -> KeyFile {
        try KeyFile.rotate(path: folder.path, now: now) { former in
            key(former["kty"]?.string ?? "", name)
        }
    }

    /// `EC:a@1000`: kind, name and time of every key of the file, sorted.
    private func keys() throws -> [String] {
        try KeyFile.read(path: folder.path).signingKeys.map { key in
            let parts = ["kty", "kid"].map { key.jwk[$0]?.string ?? "" }
            return "\(parts.joined(separator: ":"))@\(key.madeAt)"
        }.sorted()
    }

    @Test func aNewKeyOfEachKindStandsBesideTheOldOne() throws {
        _ = try folder.open([key("EC", "a"), key("RSA", "a")], now: 1_000)
        try rotate("b", now: 2_000)
        #expect(try keys() == ["EC:a@1000", "EC:b@2000", "RSA:a@1000", "RSA:b@2000"])
    }

    @Test func onlyKindsOfTheFileAreMade() throws {
        _ = try folder.open([key("EC", "a")], now: 1_000)
        try rotate("b", now: 2_000)
        #expect(try keys() == ["EC:a@1000", "EC:b@2000"])
    }

    /// A key is replaced when the next one is made, and from then on its time runs.
    @Test(arguments: [(-1, true), (0, false), (1, false)])
    func aReplacedKeyStaysForItsRetirementToTheSecond(late: Int64, stays: Bool) throws {
        _ = try folder.open([key("EC", "a"), key("RSA", "a")], now: 1_000)
        try rotate("b", now: 2_000)
        try rotate("c", now: 2_000 + retirement + late)
        let old: Set = stays ? ["EC:a@1000", "RSA:a@1000"] : []
        let now = 2_000 + retirement + late
        #expect(
            Set(try keys())
                == old.union(["EC:b@2000", "EC:c@\(now)", "RSA:b@2000", "RSA:c@\(now)"]))
    }

    /// However long ago it was made: until this moment it has signed.
    @Test func theNewestKeyStaysHoweverOldItIs() throws {
        _ = try folder.open([key("EC", "a")], now: 1_000)
        try rotate("b", now: 1_000 + 10 * retirement)
        #expect(try keys() == ["EC:a@1000", "EC:b@\(1_000 + 10 * retirement)"])
    }

    /// A clock that was set back leaves a file whose last key is not the newest.
    @Test func theTimesCountAndNotTheOrderOfTheFile() throws {
        _ = try folder.open([key("EC", "a")], now: 1_000)
        _ = try KeyFile.add(signingKey: key("EC", "b"), path: folder.path, now: 500)
        _ = try KeyFile.rotate(path: folder.path, now: 1_000 + retirement) { former in
            #expect(former["kid"] == "a")
            return key("EC", "c")
        }
        #expect(try keys() == ["EC:a@1000", "EC:c@\(1_000 + retirement)"])
    }

    @Test func aFileThatDidNotSayWhenCountsFromItsFirstRotation() throws {
        _ = try folder.open([key("EC", "a"), key("RSA", "a")], now: 1_000)
        try withoutTimes()
        #expect(try keys() == ["EC:a@0", "RSA:a@0"])
        let first: Int64 = 5 * retirement
        try rotate("b", now: first)
        #expect(try keys() == ["EC:a@0", "EC:b@\(first)", "RSA:a@0", "RSA:b@\(first)"])
        try rotate("c", now: first + retirement)
        #expect(try !keys().contains("EC:a@0"))
        #expect(try keys().count == 4)
    }

    /// Rewrites the file as the first version of the program wrote it.
    private func withoutTimes() throws {
        var members = try #require(try JSONValue(parsing: folder.contents()).object)
        let bare = try #require(members["signing"]?.array).map { key -> JSONValue in
            var key = key.object!
            key["made_at"] = nil
            return .object(key)
        }
        members["signing"] = .array(bare)
        try folder.write(JSONValue.object(members).serialized())
    }

    @Test func everythingElseOfTheFileIsLeftAsItWas() throws {
        let before = try folder.open([key("EC", "a")], now: 1_000)
        let after = try rotate("b", now: 2_000)
        #expect(after.ring.checkValue == before.ring.checkValue)
        #expect(try folder.mode(folder.path) == 0o600)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.directory.path)
        #expect(left == ["test.key"], "no half-written file is left")
    }

    @Test func aKeyThatCannotBeMadeChangesNothing() throws {
        _ = try folder.open([key("EC", "a"), key("RSA", "a")], now: 1_000)
        let before = try folder.contents()
        #expect(throws: Broken.self) {
            try KeyFile.rotate(path: folder.path, now: 2_000) { former in
                if former["kty"] == "RSA" { throw Broken() }
                return former
            }
        }
        #expect(try folder.contents() == before)
    }

    @Test func aKeyOfAnotherKindIsAdded() throws {
        let before = try folder.open([key("EC", "a")], now: 1_000)
        let after = try KeyFile.add(signingKey: key("RSA", "a"), path: folder.path, now: 2_000)
        #expect(try keys() == ["EC:a@1000", "RSA:a@2000"])
        #expect(after.signingKeys.count == 2)
        #expect(after.ring.checkValue == before.ring.checkValue)
        #expect(try folder.mode(folder.path) == 0o600)
    }

    @Test func aFileThatOthersCanReadIsNotTouched() throws {
        _ = try folder.open([key("EC", "a")], now: 1_000)
        let before = try folder.contents()
        try FileManager.default.setAttributes(
            [.posixPermissions: NSNumber(value: 0o644)], ofItemAtPath: folder.path)
        let failure = KeyFile.Failure.tooOpen(path: folder.path, mode: "644")
        #expect(throws: failure) { try rotate("b", now: 2_000) }
        #expect(throws: failure) {
            try KeyFile.add(signingKey: key("RSA", "a"), path: folder.path, now: 2_000)
        }
        #expect(try folder.contents() == before)
    }
}
