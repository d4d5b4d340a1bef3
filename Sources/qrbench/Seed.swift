import ArgumentParser
import Foundation
import LoginFlow
import Secrets
import SessionStore
import StrictJSON

/// `qrbench seed`: a database with a past.
///
/// One login goes through the store itself; the others are copies of its rows under other names,
/// with the audit chain carried on, so that a million takes minutes and the real broker, its
/// migrations and whoever checks the chain find nothing unusual.
struct Seed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill a database with finished login sessions.")

    @Option(name: .long, help: "How many.") var sessions: Int
    @Option(name: .long, help: "The database; made if it is not there. No broker may run on it.")
    var database: String
    @Option(name: .long, help: "The broker's key file.") var keyFile: String
    @Option(
        name: .long,
        help: "Seconds by which they end after now, so that upkeep leaves them for so long.")
    var ahead = 86_400

    func validate() throws {
        guard sessions > 0 else { throw ValidationError("--sessions must be at least 1") }
    }

    func run() async throws {
        let keys = try KeyFile.read(path: keyFile).ring
        let now = Moment(seconds: Int64(Date.now.timeIntervalSince1970) + Int64(ahead))
        let store = try SessionStore(
            path: database, keyCheck: keys.checkValue, clock: { now }, afterCommit: { _ in })
        // A number of its own, so that a second run finds it free.
        let number = Int(Date.now.timeIntervalSince1970 * 1_000_000)
        let login = StoreLogin(number: number, hasEffects: true)
        for step in StoreLogin.Step.allCases { try await login.take(step, in: store) }
        try store.close()
        var past = try PastSessions(path: database, like: Sample.id(number).bytes)
        try past.add(sessions - 1)
        QRBench.tell([
            "sessions": .integer(Int64(sessions)),
            "audit_rows": .integer(Int64(sessions * 5)),
        ])
    }
}
