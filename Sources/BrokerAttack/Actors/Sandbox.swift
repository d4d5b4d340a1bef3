import Foundation
import NIOCore
import StrictJSON
import Tokens

/// A broker of our own that may be killed and whose files may be edited.
final class Sandbox: Sendable {
    let folder: String
    private let binary: String
    private let port: Int
    private let managementPort: Int

    /// Writes a configuration to begin with, on ports that are free.
    ///
    /// - Throws: `.needs` when the program does not do what `qrbroker` does.
    init(binary: String) throws {
        self.binary = binary
        folder =
            FileManager.default.temporaryDirectory.path + "/qrbroker-attack-" + SystemRandom.text()
        (port, managementPort) = (try FreePort.draw(), try FreePort.draw())
        let made = try Self.run(
            binary, ["init", "--template", "generic", "--directory", folder, "--issuer", issuer])
        guard made == 0 else {
            throw AttackFailure.needs("--binary of a qrbroker that writes a configuration")
        }
    }

    var issuer: String { "http://127.0.0.1:\(port)" }
    var configuration: String { folder + "/qrbroker.yaml" }
    var database: String { folder + "/qrbroker.sqlite" }

    /// Removes everything.
    func remove() {
        // Nobody needs it any more; what is left lies in the folder for such things.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Starts it, and waits until it answers.
    ///
    /// - Parameter flags: added to those of every life.
    func start(_ flags: [String] = []) async throws -> RunningBroker {
        let broker = try RunningBroker(
            binary: binary,
            arguments: [
                "serve", "--config", configuration, "--management-listen",
                "127.0.0.1:\(managementPort)", "--log-level", "error", "--set",
                "limits.create_per_address=off", "--set", "shutdown_grace=1",
            ] + flags)
        guard let target = AttackTarget(issuer) else { throw AttackFailure.refused(issuer) }
        let wire = try Wire(target: target)
        for _ in 0..<400 {
            if let answer = try? await wire.send(.get("/jwks")), answer.isSuccess { return broker }
            guard broker.isRunning else { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        broker.kill()
        throw AttackFailure.refused("the broker of our own does not start")
    }

    /// A stage in front of it.
    func stage(like other: AttackStage) throws -> AttackStage {
        let path = folder + "/demo-wallet.private.jwk.json"
        guard let target = AttackTarget(issuer),
            let text = try? String(contentsOfFile: path, encoding: .utf8),
            let jwk = try? JSONValue(parsing: text), let key = try? SigningKey(privateJWK: jwk)
        else { throw AttackFailure.refused("the configuration has no wallet") }
        var plan = AttackPlan(
            client: .init(
                id: "demo-portal", redirectURI: "http://127.0.0.1:8081/callback", secret: nil,
                scope: "openid profile"), wallet: .init(id: "demo-wallet", key: key))
        plan.counts = other.counts
        return AttackStage(
            wire: try Wire(target: target), plan: plan, metadata: ["issuer": .string(issuer)],
            run: .random(in: 0..<250))
    }

    /// Runs the program to its end.
    ///
    /// - Parameter output: where its standard output goes; `nil` for nowhere.
    /// - Returns: its exit status.
    func run(_ arguments: [String], output: String? = nil) throws -> Int32 {
        try Self.run(binary, arguments, output: output)
    }

    private static func run(
        _ binary: String, _ arguments: [String], output: String? = nil
    ) throws -> Int32 {
        let process = Process.silent(binary, arguments)
        if let output {
            guard FileManager.default.createFile(atPath: output, contents: nil) else {
                throw AttackFailure.needs("a folder that can be written: \(output)")
            }
            process.standardOutput = FileHandle(forWritingAtPath: output)
        }
        do {
            try process.run()
        } catch {
            throw AttackFailure.needs("--binary of a qrbroker that runs here")
        }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
