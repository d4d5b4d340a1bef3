import LoginFlow

/// Login sessions by id, as many as fit: those that changed last.
///
/// Filled after commits only, so that it never knows more than the disk (INV-6).
struct RecentSessions {
    /// How many are kept: two kilobytes each, and far more than wait at once on one node.
    static let capacity = 20_000

    struct Entry {
        let record: SessionRecord
        /// Whether this process has written it; otherwise it was read, perhaps some commits ago.
        let isCommitted: Bool
    }

    private var entries: [SessionID: Entry] = [:]
    /// Who to forget next: ids in order of their first commit, as a ring.
    private var order: [SessionID] = []
    private var next = 0

    subscript(id: SessionID) -> Entry? { entries[id] }

    /// Takes a record as it was just committed; commits are published in order.
    mutating func remember(committed record: SessionRecord) {
        let entry = Entry(record: record, isCommitted: true)
        if entries.updateValue(entry, forKey: record.id) == nil { keepPlace(for: record) }
    }

    /// Takes a row that was read; it may be older than what is known, which then stays.
    mutating func remember(read record: SessionRecord) {
        if entries[record.id] != nil { return }
        entries[record.id] = Entry(record: record, isCommitted: false)
        keepPlace(for: record)
    }

    private mutating func keepPlace(for record: SessionRecord) {
        if order.count < Self.capacity {
            order.append(record.id)
        } else {
            entries[order[next]] = nil
            order[next] = record.id
            next = (next + 1) % Self.capacity
        }
    }

    mutating func forget(_ id: SessionID) { entries[id] = nil }
}
