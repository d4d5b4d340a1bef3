import Foundation
import NIOConcurrencyHelpers

/// One life of a broker of our own.
final class RunningBroker: Sendable {
    private let process: NIOLockedValueBox<Process>

    /// - Throws: `.needs` when it cannot be started.
    init(binary: String, arguments: [String]) throws(AttackFailure) {
        let process = Process.silent(binary, arguments)
        do {
            try process.run()
        } catch {
            throw .needs("--binary of a qrbroker that runs here")
        }
        self.process = NIOLockedValueBox(process)
    }

    var isRunning: Bool { process.withLockedValue(\.isRunning) }

    /// Ends it as a power cut would.
    func kill() { end(SIGKILL) }

    /// Asks it to end.
    func stop() { end(SIGTERM) }

    private func end(_ signal: Int32) {
        process.withLockedValue { process in
            Foundation.kill(process.processIdentifier, signal)
            process.waitUntilExit()
        }
    }
}

extension Process {
    /// A program that is given nothing to read and whose words nobody hears.
    static func silent(_ binary: String, _ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: binary)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }
}
