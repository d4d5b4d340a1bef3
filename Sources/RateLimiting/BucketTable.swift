/// Token buckets by key, in bounded space, as a value that is told the time.
///
/// A bucket is one number: when it will be full again. Taking a token moves that moment further
/// away by the time one token needs (the "generic cell rate algorithm"). Because all buckets fill at
/// the same rate, this order never changes by itself: one heap, fullest first, tells both which
/// buckets are full and may be forgotten and which would lose least by being forgotten.
struct BucketTable {
    private struct Entry {
        let key: BucketKey
        var fullAt: Int64
    }

    let allowance: Allowance
    private let capacity: Int
    /// The first moment heard of, in milliseconds; times are counted from it.
    private var start: Int64?
    /// The latest time heard of: a clock that jumps back gives no tokens twice.
    private var now: Int64 = 0
    /// A heap by `fullAt`.
    private var entries: [Entry] = []
    private var positions: [BucketKey: Int] = [:]

    init(allowance: Allowance, capacity: Int) {
        precondition(capacity > 0)
        self.allowance = allowance
        self.capacity = capacity
    }

    var count: Int { entries.count }

    // Times inside are in units of 1 / `count` of a millisecond, so that a token takes a whole
    // number of them to grow and nothing is ever rounded.
    private var tokenTime: Int64 { Int64(allowance.seconds) * 1000 }
    private var bucketTime: Int64 { tokenTime * Int64(allowance.count) }

    mutating func take(_ key: BucketKey, at milliseconds: Int64) -> Decision {
        advance(to: milliseconds)
        let position = positions[key]
        let fullAt = (position.map { entries[$0].fullAt } ?? now) + tokenTime
        if fullAt - now > bucketTime { return .refused(standing(fullAt: fullAt - tokenTime)) }
        if let position {
            entries[position].fullAt = fullAt
            sink(from: position)
        } else {
            guard makeRoom() else { return .refused(standingOfFullTable) }
            insert(Entry(key: key, fullAt: fullAt))
        }
        return .allowed(standing(fullAt: fullAt))
    }

    /// Puts one token back, where what it was taken for did not happen.
    mutating func refund(_ key: BucketKey, at milliseconds: Int64) {
        advance(to: milliseconds)
        guard let position = positions[key] else { return }
        entries[position].fullAt -= tokenTime
        rise(from: position)
        forgetFullOnes()
    }

    /// Puts all of them back.
    mutating func refill(_ key: BucketKey, at milliseconds: Int64) {
        advance(to: milliseconds)
        guard let position = positions[key] else { return }
        entries[position].fullAt = now
        rise(from: position)
        forgetFullOnes()
    }

    mutating func standing(of key: BucketKey, at milliseconds: Int64) -> Standing {
        advance(to: milliseconds)
        return standing(fullAt: positions[key].map { entries[$0].fullAt } ?? now)
    }

    private func standing(fullAt: Int64) -> Standing {
        let missing = fullAt - now
        let untilNext = max(0, missing - bucketTime + tokenTime)
        return Standing(
            allowance: allowance, remaining: Int((bucketTime - missing) / tokenTime),
            resetSeconds: wholeSeconds(missing), retryAfterSeconds: wholeSeconds(untilNext))
    }

    private func wholeSeconds(_ time: Int64) -> Int {
        let second = 1000 * Int64(allowance.count)
        return Int((time + second - 1) / second)
    }

    // MARK: Room

    private mutating func advance(to milliseconds: Int64) {
        let start = self.start ?? milliseconds
        self.start = start
        now = max(now, (milliseconds - start) * Int64(allowance.count))
        forgetFullOnes()
    }

    /// A full bucket is as good as none.
    private mutating func forgetFullOnes() {
        while let first = entries.first, first.fullAt <= now { removeFirst() }
    }

    /// Forgets the fullest bucket when all places are taken, but never one that is refusing: else
    /// whoever is refused would only have to bring in enough new keys to be let in again.
    ///
    /// - Returns: whether there is room.
    private mutating func makeRoom() -> Bool {
        guard entries.count >= capacity, let fullest = entries.first else { return true }
        if standing(fullAt: fullest.fullAt).remaining == 0 { return false }
        removeFirst()
        return true
    }

    /// What a newcomer hears while every place is held by a key that is being refused: room comes
    /// when the first of them has a token again.
    private var standingOfFullTable: Standing { standing(fullAt: entries[0].fullAt) }

    // MARK: Heap

    private mutating func insert(_ entry: Entry) {
        entries.append(entry)
        rise(from: entries.count - 1)
    }

    private mutating func removeFirst() {
        positions[entries[0].key] = nil
        let last = entries.removeLast()
        guard !entries.isEmpty else { return }
        entries[0] = last
        sink(from: 0)
    }

    private mutating func rise(from start: Int) {
        let entry = entries[start]
        var hole = start
        while hole > 0, entry.fullAt < entries[(hole - 1) / 2].fullAt {
            place(entries[(hole - 1) / 2], at: hole)
            hole = (hole - 1) / 2
        }
        place(entry, at: hole)
    }

    private mutating func sink(from start: Int) {
        let entry = entries[start]
        var hole = start
        while 2 * hole + 1 < entries.count {
            var child = 2 * hole + 1
            if child + 1 < entries.count, entries[child + 1].fullAt < entries[child].fullAt {
                child += 1
            }
            guard entries[child].fullAt < entry.fullAt else { break }
            place(entries[child], at: hole)
            hole = child
        }
        place(entry, at: hole)
    }

    private mutating func place(_ entry: Entry, at position: Int) {
        entries[position] = entry
        positions[entry.key] = position
    }
}
