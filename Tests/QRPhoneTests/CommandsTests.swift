import ArgumentParser
import Foundation
import StrictJSON
import Terminal
import Testing
import Tokens

@testable import qrphone

@Suite struct CommandsTests {
    private static let issuer = ["--issuer", "https://login.example"]

    @Test("Each command is found by its name; a source alone is a login")
    func names() throws {
        #expect(try QRPhone.parseAsRoot(["requests"] + Self.issuer) is RequestsCommand)
        #expect(try QRPhone.parseAsRoot(["sign-ins"] + Self.issuer) is SignInsCommand)
        #expect(try QRPhone.parseAsRoot(["devices"] + Self.issuer) is DevicesCommand)
        #expect(try QRPhone.parseAsRoot(["code.png", "--approve", "--json"]) is LoginCommand)
        #expect(try QRPhone.parseAsRoot(["credentials"]) is ListCredentials)
        #expect(try QRPhone.parseAsRoot(["credentials", "issue"]) is IssueCredential)
    }

    /// Ids are random: one in 64 begins with a hyphen, and is no option all the same.
    @Test func takesIdsThatBeginWithAHyphen() throws {
        #expect(try DevicesCommand.parse(Self.issuer + ["--remove", "-k"]).remove == "-k")
        #expect(try SignInsCommand.parse(Self.issuer + ["--end", "--x"]).end == "--x")
        #expect(try RequestsCommand.parse(Self.issuer + ["--id", "-r"]).id == "-r")
    }

    @Test("Options before and behind the command's own still work")
    func options() throws {
        let arguments = [
            "--approve", "--json", "--key", "wallet", "--person", "li-na", "--id", "s1",
        ]
        let command = try RequestsCommand.parse(Self.issuer + arguments)
        #expect(command.login.decision.wish == .approve && command.login.json)
        #expect(command.login.signing.key == .wallet && command.id == "s1")
        #expect(command.login.signing.device.speaker.person == "li-na")
        #expect(command.issuer.url == "https://login.example")
    }

    @Test(
        "What makes no sense together is refused",
        arguments: [
            ["sign-ins", "--issuer", "https://login.example", "--end", "a", "--end-all"],
            ["devices", "--issuer", "https://login.example", "--remove", "a", "--json"],
            ["requests", "--issuer", "https://login.example", "--id", "a", "--json"],
            ["requests", "--issuer", "http://login.example"], ["requests"], ["sign-ins"],
            ["devices"],
            ["code.png", "--json"], ["-"], ["code.png", "--approve", "--deny"],
        ])
    func nonsense(arguments: [String]) {
        #expect(throws: (any Error).self) { try QRPhone.parseAsRoot(arguments) }
    }

    @Test(
        "Options that contradict each other, or hang in the air, are refused",
        arguments: [
            ["--for-self", "--acting-for", "o"], ["--organisation-name", "n"],
            ["--organisation-role", "r"], ["--credential-kind", "own"],
            ["--credential", "c", "--credential-kind", "lent"],
            ["--credential", "c", "--credential-expires", "soon"],
            ["--face", "pass", "--picture", "a.jpg"], ["--visit", "--capture-folder", "frames"],
            ["--face-times", "0"], ["--via", "post"],
        ])
    func contradictions(options: [String]) throws {
        #expect(throws: (any Error).self) {
            try LoginCommand.parse(["code.png", "--approve"] + options)
        }
    }

    @Test("A face script is for somebody who decided beforehand, pictures are for anybody")
    func pictures() throws {
        #expect(throws: (any Error).self) { try LoginCommand.parse(["code.png", "--visit"]) }
        let options = ["code.png", "--picture", "a.jpg", "--picture", "b.jpg", "--no-verify"]
        let decision = try LoginCommand.parse(options).login.decision
        #expect(decision.faces.picture == ["a.jpg", "b.jpg"] && decision.verify == false)
    }

    @Test("Credentials are issued with an id and a type of some length, or fail at a known step")
    func issuing() throws {
        for wrong in [["--fail-at", "birth"], ["--id", ""], ["--type", ""]] {
            #expect(throws: (any Error).self) { try IssueCredential.parse(wrong) }
        }
        let command = try IssueCredential.parse(["--type", "passport", "--id", "c1"])
        #expect(
            try command.credential()
                == Credential(id: "c1", details: CredentialDetails(type: "passport")))
    }
}

@Suite struct SigningOptionsTests {
    private static let forgotten = CannedBroker.Reply(
        status: 401, body: ["code": "invalid_assertion", "status": 401])

    /// Asks for the list of sign-ins with the keys in a folder of its own.
    private static func list(
        from broker: CannedBroker,
        knows: (Speaker, DeviceKeys, String) throws -> Void = { _, _, _ in }
    ) async throws -> Result<SignIns, PhoneFailure> {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let walletKey = folder.appending(path: "wallet.jwk.json")
        try Data(SigningKey.newES256().privateJWK.serialized()).write(to: walletKey)
        let options = try SigningOptions.parse([
            "--wallet-key", walletKey.path, "--home", folder.path,
        ])
        return try await broker.serve { client in
            try knows(options.device.speaker, options.device.keys, client.issuer)
            let issuer = try #require(Issuer(argument: client.issuer))
            do {
                return .success(
                    try await options.withSigner(at: issuer) {
                        client, signer throws(PhoneFailure) in
                        try SignIns(
                            await client.send(.signIns, signer.statement(.signIns, [:])).body)
                    })
            } catch let failure as PhoneFailure {
                return .failure(failure)
            }
        }
    }

    /// A device that thinks it is enrolled.
    private static func enrolled(
        _ speaker: Speaker, _ keys: DeviceKeys, _ issuer: String
    ) throws {
        _ = try keys.keyOrNewOne(of: speaker)
        try keys.remember(issuer, for: speaker)
    }

    @Test("A list is asked for with one statement of its act")
    func asks() async throws {
        let broker = CannedBroker([.init(body: ["sign_ins": [["id": "b1"]]])])
        let result = try await Self.list(from: broker, knows: Self.enrolled)
        #expect(try result.get().list.map(\.id) == ["b1"])
        #expect(broker.requests.map(\.uri) == ["/v1/wallet/sign-ins"])
        #expect(broker.requests.map { $0.claims["act"]?.string } == ["sign_ins"])
    }

    @Test("A broker that has forgotten the device is told of it again; a second no stands")
    func forgets() async throws {
        let revoked = CannedBroker.Reply(status: 409, body: ["code": "revoked", "status": 409])
        let broker = CannedBroker([Self.forgotten, revoked])
        let result = try await Self.list(from: broker, knows: Self.enrolled)
        guard case .failure(.refused(let problem)) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(problem.code == "invalid_assertion" && problem.act == .signIns)
        #expect(broker.requests.map { $0.claims["act"]?.string } == ["sign_ins", "enrol"])
    }

    @Test("About lists the broker's own words are better than the phrases about logins")
    func words() throws {
        var problem = try #require(
            Problem(
                body: ["code": "not_found", "detail": "No such sign-in."], status: 404,
                act: .endSignIn))
        #expect(problem.message(in: .english).hasSuffix("No such sign-in."))
        problem.act = .scan
        #expect(problem.message(in: .english).hasSuffix("Scan the code on the page again."))
    }
}
