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

    mutating func remember(_ record: SessionRecord) {
        if let known = records[record.id] {
            // Commits are published in order, but a reader may bring an older row.
            if known.session.version <= record.session.version { records[record.id] = record }
            return
        }
        records[record.id] = record
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
