import AuditChain
import SessionStore

/// A row that does not fit, and what the rows after it tell of the reason.
struct Suspicion {
    enum State { case open, decided }

    private let suspect: HashedRow
    /// The hash before it.
    private let before: [UInt8]
    private var heard = 0
    private(set) var fault: TrailFault

    /// Rows that are asked at most: whoever moves rows farther is told that the row was edited.
    private static let horizon = 1_000

    init(of suspect: HashedRow, after before: [UInt8]) {
        self.suspect = suspect
        self.before = before
        fault = .edited(row: suspect.row.sequence)
    }

    /// Asks one of the rows that follow.
    mutating func hear(_ next: HashedRow) -> State {
        heard += 1
        let place = suspect.row.sequence
        if heard == 1, let told = neighbour(next) {
            fault = told
            return .decided
        }
        var here = next.row
        here.sequence = place
        if here.hash(after: before) == next.hash {
            fault = .moved(row: place, from: next.row.sequence)
            return .decided
        }
        return heard < Self.horizon ? .open : .decided
    }

    /// What the very next row tells.
    private func neighbour(_ next: HashedRow) -> TrailFault? {
        let place = suspect.row.sequence
        if !suspect.row.hasEmptyText,
            next.row.hash(after: suspect.row.hash(after: before)) == next.hash
        {
            return .hashEdited(row: place)
        }
        for gone in 1...Int64(64) {
            var former = next.row
            former.sequence += gone
            if former.hash(after: suspect.hash) == next.hash {
                return .renumbered(row: place, gone: gone)
            }
        }
        return nil
    }
}
