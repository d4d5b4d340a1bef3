import LoginFlow

/// The login sessions that changed last, in memory, so that a waiting page costs no database read.
///
/// Filled after commits only, so that it never knows more than the disk (INV-6).
struct RecentSessions {
    /// How many are kept: two kilobytes each, and far more than wait at once on one node.
    static let capacity = 20_000

    private var records: [SessionID: SessionRecord] = [:]
    /// Who to forget next: ids in order of their first commit, as a ring.
    private var order: [SessionID] = []
    private var next = 0

    subscript(id: SessionID) -> SessionRecord? { records[id] }

    /// Takes a record as it was just committed; commits are published in order.
    mutating func remember(committed record: SessionRecord) {
        if records.updateValue(record, forKey: record.id) == nil { keepPlace(for: record) }
    }

    /// Takes a row that was read; it may be older than what is known, which then stays.
    mutating func remember(read record: SessionRecord) {
        if records[record.id] != nil { return }
        records[record.id] = record
        keepPlace(for: record)
    }

    private mutating func keepPlace(for record: SessionRecord) {
        if order.count < Self.capacity {
            order.append(record.id)
        } else {
            records[order[next]] = nil
            order[next] = record.id
            next = (next + 1) % Self.capacity
        }
    }

    mutating func forget(_ id: SessionID) { records[id] = nil }
}
