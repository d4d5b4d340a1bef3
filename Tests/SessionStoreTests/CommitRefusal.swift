import GRDB
import NIOConcurrencyHelpers

struct CommitRefused: Error {}

/// Makes commits fail at the last moment, as a broken disk would.
final class CommitRefusal: TransactionObserver, Sendable {
    let isOn = NIOLockedValueBox(false)

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseWillCommit() throws {
        if isOn.withLockedValue({ $0 }) { throw CommitRefused() }
    }
    func databaseDidCommit(_ database: Database) {}
    func databaseDidRollback(_ database: Database) {}
}
