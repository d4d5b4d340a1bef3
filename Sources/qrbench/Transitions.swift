import ArgumentParser
import Foundation
import LoginFlow
import NIOConcurrencyHelpers
import SessionStore
import StrictJSON

/// `qrbench transitions`: durable transitions per second, straight at the store.
struct Transitions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure durable transitions per second.")

    @Option(name: .long, help: "Writes under way at once.") var inFlight = 64
    @Option(name: .long, help: "How long, in seconds.") var seconds = 3.0
    @Flag(name: .long, help: "A transaction for each write instead of one for many.")
    var oneByOne = false

    func validate() throws {
        guard (1...10_000).contains(inFlight) else {
            throw ValidationError("--in-flight must be from 1 to 10000")
        }
        guard seconds > 0 else { throw ValidationError("--seconds must be more than 0") }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "qrbench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let load = try StoreLoad(
            path: folder.appending(path: "bench.sqlite").path, isOneByOne: oneByOne)
        QRBench.tell(try await load.run(inFlight: inFlight, for: .seconds(seconds)))
    }
}
