import ArgumentParser
import Foundation
import StrictJSON
import Testing

@testable import qrphone

@Suite struct CredentialTests {
    private static let speaker = Speaker(wallet: "w", person: "zhang-wei", device: "phone-1")
    private static let relative = Speaker(wallet: "w", person: "zhang-wei", device: "aunt")

    private static func inStore(_ body: (CredentialStore) throws -> Void) throws {
        try TemporaryFolder.with { folder in
            try body(CredentialStore(keys: DeviceKeys(folder: folder.path + "/home")))
        }
    }

    private static let document = Credential(
        id: "c1", title: "身份证", details: CredentialDetails(expiresAt: "2030-01-01T00:00:00Z"))

    @Test("What is issued is on the list, for its owner's eyes only")
    func keeps() throws {
        try Self.inStore { store in
            #expect(try store.list(of: Self.speaker) == [])
            try store.keep(Self.document, for: Self.speaker)
            try store.keep(Credential(id: "c2", details: CredentialDetails()), for: Self.speaker)
            #expect(try store.list(of: Self.speaker).map(\.id) == ["c1", "c2"])
            #expect(try store.credential("c1", of: Self.speaker) == Self.document)
            #expect(PrivateFile(path: store.path(of: Self.speaker)).isPrivate)
        }
    }

    @Test("A credential issued on a borrowed phone is handed over, and nothing of it stays there")
    func delegates() throws {
        try Self.inStore { store in
            try store.keep(Self.document, for: Self.relative)
            let handed = try store.delegate("c1", of: Self.relative, to: "phone-1")
            #expect(handed.details?.kind == .delegated)
            #expect(try store.list(of: Self.speaker) == [handed])
            #expect(!FileManager.default.fileExists(atPath: store.path(of: Self.relative)))
        }
    }

    @Test("Handing over to the same device would lose it, so it is refused")
    func delegatesToItself() throws {
        try Self.inStore { store in
            try store.keep(Self.document, for: Self.speaker)
            #expect(throws: PhoneFailure.self) {
                try store.delegate("c1", of: Self.speaker, to: "phone-1")
            }
            #expect(try store.list(of: Self.speaker) == [Self.document])
        }
    }

    @Test("A revoked credential stays on the list as revoked, a delegated one too")
    func revokes() throws {
        try Self.inStore { store in
            try store.keep(Self.document, for: Self.relative)
            _ = try store.delegate("c1", of: Self.relative, to: "phone-1")
            let revoked = try store.revoke("c1", of: Self.speaker)
            #expect(revoked.details?.status == .revoked && revoked.details?.kind == .delegated)
            #expect(try store.list(of: Self.speaker) == [revoked])
        }
    }

    @Test("What is not there is named")
    func unknown() throws {
        try Self.inStore { store in
            #expect(throws: PhoneFailure.unknownCredential("c9")) {
                try store.revoke("c9", of: Self.speaker)
            }
        }
    }

    @Test("A wallet's list is read whole; portraits are found beside it")
    func readsFile() throws {
        try TemporaryFolder.with { folder in
            let file = folder.appending(path: "list.json")
            let text = #"[{"id":"a","kind":"delegated","status":"expired","portrait":"p.jpg"}]"#
            try Data(text.utf8).write(to: file)
            let list = try CredentialStore.list(inFile: file.path)
            let details = CredentialDetails(kind: .delegated, status: .expired)
            #expect(list.map(\.details) == [details])
            #expect(list[0].portrait == folder.path + "/p.jpg")
            for wrong in [
                "{}", "[{}]", #"[{"id":"a","kind":"lent"}]"#, #"[{"id":"a","status":"x"}]"#,
            ] {
                try Data(wrong.utf8).write(to: file)
                #expect(throws: PhoneFailure.self) { try CredentialStore.list(inFile: file.path) }
            }
        }
    }

    @Test("Details come from the list; what an option says outdoes it")
    func options() throws {
        let bare = try CredentialOptions.parse(["--credential", "c1"])
        #expect(bare.chosen(among: [Self.document]) == Self.document)
        #expect(bare.chosen(among: []) == Credential(id: "c1"))
        let said = try CredentialOptions.parse([
            "--credential", "c1", "--credential-status", "expired", "--credential-type", "passport",
        ])
        let details = CredentialDetails(
            type: "passport", status: .expired, expiresAt: "2030-01-01T00:00:00Z")
        #expect(said.chosen(among: [Self.document])?.details == details)
        #expect(
            said.chosen(among: [])?.details
                == CredentialDetails(type: "passport", status: .expired))
        #expect(try CredentialOptions.parse([]).chosen(among: [Self.document]) == nil)
    }

    @Test("The portrait of a credential is used where one is asked for and none is given")
    func portrait() throws {
        try TemporaryFolder.with { folder in
            let file = folder.appending(path: "p.jpg")
            try Data(Examples.jpeg.bytes).write(to: file)
            let details = ConfirmDetails(credential: Credential(id: "c", portrait: file.path))
            let asks = try Examples.scanned([:], asks: ["portrait": true])
            #expect(try details.withPortrait(for: asks).portrait == Examples.jpeg)
            #expect(try details.withPortrait(for: Examples.scanned([:])).portrait == nil)
            var given = details
            given.portrait = Examples.png
            #expect(try given.withPortrait(for: asks).portrait == Examples.png)
        }
    }
}
