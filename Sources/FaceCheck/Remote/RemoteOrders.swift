import LoginFlow

/// The orders at the provider. A pure table; the lock is around it.
///
/// ```
///  begun by the phone ─┐
///  found at a restart ─┴─► unplaced ──► placed ──► decided ──► settled ──► (forgotten)
///                             │            callback,   ▲
///                             └────────────────────────┘
/// ```
/// The first verified verdict counts; whatever comes after it changes nothing. A settled order is
/// remembered until its time is over, so that a provider that repeats itself hears that all is well.
struct RemoteOrders {
    struct Entry {
        let order: FaceOrder
        /// The provider's answer to placing it.
        var placed: PlacedOrder?
        /// Whether the person was sent there; an order found at a restart may never have begun.
        var hasBegun: Bool
        var decision: FaceProgress?
        var isSettled = false
        /// Whether the provider is being asked at this moment.
        var isAsked = false
        /// When to ask next; `nil` while the first call is being made.
        var due: Moment?
        /// When it can be forgotten; `nil` for one found at a restart until it is first looked at.
        var end: Moment?
    }

    /// Orders at a time.
    static let capacity = 20_000
    /// Seconds an order is kept beyond its check: a verdict may be on its way.
    static let grace: Seconds = 60

    private(set) var entries: [String: Entry] = [:]

    /// - Returns: the entry, new or known; `nil` when there is no room.
    mutating func begin(_ order: FaceOrder, until end: Moment) -> Entry? {
        let known = entries[order.reference]
        if known == nil && entries.count >= Self.capacity { return nil }
        var entry = known ?? Entry(order: order, hasBegun: true)
        entry.hasBegun = true
        entry.end = max(entry.end ?? end, end)
        entries[order.reference] = entry
        return entry
    }

    mutating func adopt(_ order: FaceOrder) {
        guard entries.count < Self.capacity, entries[order.reference] == nil else { return }
        entries[order.reference] = Entry(order: order, hasBegun: false)
    }

    mutating func place(_ reference: String, _ placed: PlacedOrder, nextQuestion: Moment) {
        entries[reference]?.placed = placed
        entries[reference]?.due = nextQuestion
    }

    /// The provider could not be reached: as if nothing had begun, unless another call was luckier.
    ///
    /// - Returns: how the order stands.
    mutating func giveUp(_ reference: String) -> Entry? {
        guard let entry = entries[reference] else { return nil }
        if entry.placed == nil && entry.decision == nil { entries[reference] = nil }
        return entries[reference]
    }

    /// - Returns: whether the report is about an order of this table.
    mutating func take(_ report: OrderReport) -> (isKnown: Bool, event: FaceEvent?) {
        guard let entry = entries[report.reference],
            entry.placed.map({ $0.name == report.name }) ?? true
        else { return (false, nil) }
        guard let verdict = report.verdict, entry.decision == nil, !entry.isSettled
        else { return (true, nil) }
        // Nobody went there, so nobody was too slow: the person may still begin.
        if verdict == .fail(.timeout) && !entry.hasBegun { return (true, nil) }
        let progress = FaceProgress.verdict(verdict)
        entries[report.reference]?.decision = progress
        return (true, FaceEvent(progress))
    }

    /// What is to be asked now, longest due first; each is due again after the interval, once the
    /// answer is there.
    ///
    /// - Parameters:
    ///   - lifetime: how long to keep asking about orders found at a restart.
    ///   - width: how many may be asked about at a time.
    mutating func due(
        at now: Moment, interval: Seconds, lifetime: Seconds, width: Int
    ) -> [Entry] {
        age(at: now, lifetime: lifetime)
        // Four times a second, under the lock that phones wait for: one pass, and no copies of it all.
        var asked = 0
        var due: [(since: Moment, reference: String)] = []
        for (reference, entry) in entries where entry.decision == nil && !entry.isSettled {
            if entry.isAsked {
                asked += 1
            } else if let since = entry.due, since <= now {
                due.append((since, reference))
            }
        }
        due.sort { $0.since < $1.since }
        return due.prefix(max(0, width - asked)).compactMap { ask($0.reference, now + interval) }
    }

    /// Forgets what is over, and gives orders found at a restart their time.
    private mutating func age(at now: Moment, lifetime: Seconds) {
        var (over, found): ([String], [String]) = ([], [])
        for (reference, entry) in entries {
            if let end = entry.end {
                if end <= now { over.append(reference) }
            } else {
                found.append(reference)
            }
        }
        for reference in over { entries[reference] = nil }
        for reference in found {
            entries[reference]?.end = now + lifetime
            entries[reference]?.due = now
        }
    }

    private mutating func ask(_ reference: String, _ next: Moment) -> Entry? {
        let entry = entries[reference]
        entries[reference]?.isAsked = true
        entries[reference]?.due = next
        return entry
    }

    mutating func answered(_ reference: String) { entries[reference]?.isAsked = false }

    var decisions: [(order: FaceOrder, progress: FaceProgress)] {
        entries.values.compactMap { entry in
            guard !entry.isSettled, let decision = entry.decision else { return nil }
            return (entry.order, decision)
        }
    }

    mutating func settle(_ order: FaceOrder) { entries[order.reference]?.isSettled = true }
}
