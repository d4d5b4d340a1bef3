/// The deadlines of all parked waiters: a binary heap from which any entry can be taken.
///
/// A waiter that ends early leaves at once. With lazy deletion instead, ten thousand pages that
/// poll for a minute and are woken after a second would keep an hour's worth of dead entries.
/// Adding and taking cost O(log n), so that ten thousand ends at once are no quadratic pause.
struct DeadlineHeap {
    private struct Entry {
        let deadline: WaitingInstant
        let slot: UInt32
    }

    private static let absent = Int32(-1)

    private var entries: [Entry] = []
    /// Where each slot's entry stands in `entries`.
    private var positions: [Int32] = []

    var count: Int { entries.count }
    var first: WaitingInstant? { entries.first?.deadline }

    mutating func insert(_ slot: UInt32, deadline: WaitingInstant) {
        while positions.count <= Int(slot) { positions.append(Self.absent) }
        precondition(positions[Int(slot)] == Self.absent, "one deadline a waiter")
        entries.append(Entry(deadline: deadline, slot: slot))
        rise(from: entries.count - 1)
    }

    /// Takes a slot's deadline out; nothing happens for one that has none.
    mutating func remove(_ slot: UInt32) {
        guard Int(slot) < positions.count, positions[Int(slot)] != Self.absent else { return }
        let hole = Int(positions[Int(slot)])
        positions[Int(slot)] = Self.absent
        let last = entries.removeLast()
        guard hole < entries.count else { return }
        entries[hole] = last
        rise(from: hole)
        sink(from: Int(positions[Int(last.slot)]))
    }

    /// Takes out the slot with the earliest deadline, if that has come.
    mutating func popDue(at now: WaitingInstant) -> UInt32? {
        guard let first = entries.first, first.deadline <= now else { return nil }
        remove(first.slot)
        return first.slot
    }

    private mutating func rise(from start: Int) {
        let entry = entries[start]
        var hole = start
        while hole > 0 {
            let parent = (hole - 1) / 2
            guard entry.deadline < entries[parent].deadline else { break }
            place(entries[parent], at: hole)
            hole = parent
        }
        place(entry, at: hole)
    }

    private mutating func sink(from start: Int) {
        let entry = entries[start]
        var hole = start
        while true {
            var child = 2 * hole + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].deadline < entries[child].deadline {
                child += 1
            }
            guard entries[child].deadline < entry.deadline else { break }
            place(entries[child], at: hole)
            hole = child
        }
        place(entry, at: hole)
    }

    private mutating func place(_ entry: Entry, at position: Int) {
        entries[position] = entry
        positions[Int(entry.slot)] = Int32(position)
    }
}
