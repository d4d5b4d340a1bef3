import BrokerServer
import FaceCheck
import LoginFlow
import Testing

@Suite("Configuration of face checks") struct FaceConfigurationTests {
    private static let remote = "url: https://face.example, app_id: demo, secret_file: secret"

    private func file(_ face: String, provider: String? = nil) -> ConfigurationFile {
        ConfigurationFile(
            policy: provider.map { "asks: [face], face: { provider: \($0) }" } ?? "asks: [consent]",
            wallet: "attests: [face]",
            more: face.isEmpty ? "" : "face: { \(face) }",
            files: [
                "secret": "a secret of 16 bytes or more\n", "just": "0123456789abcdef",
                "short": "0123456789abcde",
            ])
    }

    @Test func withoutItNeitherProviderIsThere() throws {
        let face = try file("").load().face
        #expect(face.local == nil && face.remote == nil)
    }

    @Test func aLocalProviderHasDefaults() throws {
        let face = file("local: { command: [qrbroker-face, --quick] }", provider: "local")
        let local = try #require(try face.load().face.local)
        #expect(local == LocalFaceSettings(command: ["qrbroker-face", "--quick"]))
        #expect([local.workers, local.queue, local.timeout] == [1, 64, 20])
        #expect(local.portrait.formats == [.jpeg])
        #expect(local.portrait.bytes == 20_480...2_097_152)
        #expect([local.portrait.minimumWidth, local.portrait.minimumHeight] == [300, 420])
    }

    @Test func aProgramWithASlashStandsBesideTheFile() throws {
        let local = { (command: String) throws -> String? in
            try file("local: { command: [\(command)] }").load().face.local?.command.first
        }
        #expect(try local("bin/face")?.hasSuffix("/bin/face") == true)
        #expect(try local("bin/face")?.hasPrefix("/") == true)
        #expect(try local("/opt/face") == "/opt/face")
        #expect(try local("face") == "face")
    }

    @Test func everyMemberIsRead() throws {
        let portrait =
            "formats: [png, jpeg], min_bytes: 1, max_bytes: 2, min_width: 3, min_height: 4"
        let face = try file(
            "local: { command: [face], workers: 2, queue: 3, timeout: 4, portrait: { \(portrait) } },"
                + " remote: { \(Self.remote), poll_interval: 5, timeout: 6, attempts: 7 }"
        ).load().face
        let local = try #require(face.local)
        #expect([local.workers, local.queue, local.timeout] == [2, 3, 4])
        #expect(local.portrait.formats == [.png, .jpeg])
        #expect(local.portrait.bytes == 1...2)
        #expect([local.portrait.minimumWidth, local.portrait.minimumHeight] == [3, 4])
        let remote = try #require(face.remote)
        #expect(remote.url == "https://face.example")
        #expect(remote.appID == "demo")
        #expect(remote.secret == Array("a secret of 16 bytes or more".utf8))
        #expect(remote.callbackURL == "https://login.example/v1/face/callbacks")
        #expect([remote.pollInterval, remote.timeout, remote.attempts] == [5, 6, 7])
    }

    @Test(arguments: [
        ("local: {}", "face.local.command"), ("local: { command: [] }", "face.local.command"),
        ("local: { command: [face], workers: 0 }", "face.local.workers"),
        ("local: { command: [face], workers: 17 }", "face.local.workers"),
        ("local: { command: [face], queue: 0 }", "face.local.queue"),
        ("local: { command: [face], timeout: 121 }", "face.local.timeout"),
        ("local: { command: [face], shell: bash }", "face.local.shell"),
        ("local: { command: [face], portrait: { formats: [gif] } }", "face.local.portrait.formats"),
        ("local: { command: [face], portrait: { formats: [] } }", "face.local.portrait.formats"),
        (
            "local: { command: [face], portrait: { min_bytes: 3, max_bytes: 2 } }",
            "face.local.portrait.max_bytes"
        ),
        ("else: {}", "face.else"),
        ("remote: { app_id: demo, secret_file: secret }", "face.remote.url"),
        (
            "remote: { url: 'http://face.example', app_id: demo, secret_file: secret }",
            "face.remote.url"
        ),
        (
            "remote: { url: 'https://face.example/', app_id: demo, secret_file: secret }",
            "face.remote.url"
        ),
        (
            "remote: { url: 'https://face.example?a=b', app_id: demo, secret_file: secret }",
            "face.remote.url"
        ),
        ("remote: { url: https://face.example, secret_file: secret }", "face.remote.app_id"),
        (
            "remote: { url: https://face.example, app_id: 'a b', secret_file: secret }",
            "face.remote.app_id"
        ),
        ("remote: { url: https://face.example, app_id: demo }", "face.remote.secret_file"),
        (
            "remote: { url: https://face.example, app_id: demo, secret_file: short }",
            "face.remote.secret_file"
        ),
        (
            "remote: { url: https://face.example, app_id: demo, secret_file: missing }",
            "face.remote.secret_file"
        ),
        ("remote: { \(remote), poll_interval: 0 }", "face.remote.poll_interval"),
    ])
    func badSectionsAreNamed(face: String, path: String) {
        #expect(file(face).issues == [path])
    }

    @Test func whatIsJustEnoughIsEnough() {
        #expect(file("remote: { \(Self.remote) }").issues.isEmpty)
        for url in ["http://127.0.0.1:8083", "http://localhost:8083/face"] {
            let members = "url: '\(url)', app_id: demo, secret_file: just"
            #expect(file("remote: { \(members) }").issues.isEmpty)
        }
    }

    @Test func aPolicyNeedsItsProvider() {
        let path = ["policies.default.face.provider"]
        #expect(file("", provider: "local").issues == path)
        #expect(file("", provider: "remote").issues == path)
        #expect(file("remote: { \(Self.remote) }", provider: "local").issues == path)
        #expect(file("local: { command: [face] }", provider: "remote").issues == path)
        #expect(file("local: { command: [face] }", provider: "local").issues.isEmpty)
        #expect(file("remote: { \(Self.remote) }", provider: "remote").issues.isEmpty)
    }

    @Test func aStepUpNeedsItToo() {
        var file = file("")
        file.policy = "asks: [consent], step_up: [face], face: { provider: local }"
        #expect(file.issues == ["policies.default.face.provider"])
        file.policy = "asks: [consent], face: { provider: local }"
        #expect(file.issues.isEmpty)
    }
}
