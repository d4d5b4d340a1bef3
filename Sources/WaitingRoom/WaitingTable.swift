import LoginFlow

/// Who waits for what, as a value: it decides, the waiting room acts.
///
/// A waiter's life; every arrow to `ended` leaves the session's list and the deadlines at once:
/// ```
/// announced ──park──▶ parked ──wake, deadline, displaced, closing──▶ gone (its waiter is returned)
///     └─wake, displaced, closing──▶ ended, outcome kept ──park or withdraw──▶ gone
/// ```
/// Waiters stand in one array and name each other by index, about 100 bytes each in all: a class or
/// a task per waiter would cost more than the waiting.
struct WaitingTable<Waiter: Sendable>: Sendable {
    typealias Outcome = WaitingRoom.Outcome
    typealias Group = WaitingRoom.Group
    typealias Ticket = WaitingRoom.Ticket

    /// A waiter to be told, outside the lock.
    struct Ended {
        let waiter: Waiter
        let outcome: Outcome
    }

    enum Parking {
        case held
        /// Not held: something came between announcing and parking.
        case over(Outcome)
    }

    private enum Phase {
        case free
        case announced
        case parked(Waiter)
        case ended(Outcome)
    }

    private struct Slot {
        var id: SessionID
        var group: Group
        /// How often the slot was given out; an old ticket does not fit a new waiter.
        var generation: UInt32
        /// The next older waiter of the same session, or the next free slot.
        var next: UInt32
        var phase: Phase
    }

    private static var none: UInt32 { .max }

    private let maximumWaiters: Int
    private var slots: [Slot] = []
    private var firstFree = Self.none
    /// The newest waiter of each session.
    private var newest: [SessionID: UInt32] = [:]
    private var deadlines = DeadlineHeap()
    private var isClosed = false
    /// Announced, parked, and ended ones whose outcome nobody has taken yet.
    private(set) var count = 0

    init(maximumWaiters: Int) { self.maximumWaiters = maximumWaiters }

    var nextDeadline: WaitingInstant? { deadlines.first }
    var deadlineCount: Int { deadlines.count }
    var sessionCount: Int { newest.count }

    // MARK: The waiter's side

    /// Makes a place in the session's list, if need be that of its oldest waiter in the group.
    mutating func announce(_ id: SessionID, group: Group) -> (Ticket, displaced: Ended?) {
        if isClosed { return (.refused(.closing), nil) }
        if count >= maximumWaiters { return (.refused(.overloaded), nil) }
        let displaced = displaceOldest(of: id, in: group)
        let index = takeSlot(id, group)
        newest[id] = index
        return (.held(slot: index, generation: slots[Int(index)].generation), displaced)
    }

    /// - Precondition: the ticket was neither parked nor withdrawn before.
    mutating func park(_ ticket: Ticket, until deadline: WaitingInstant, _ waiter: Waiter)
        -> Parking
    {
        let index: UInt32
        switch ticket.place {
        case .refused(let outcome): return .over(outcome)
        case .held(let slot, let generation):
            precondition(slots[Int(slot)].generation == generation, "a ticket is good for one wait")
            index = slot
        }
        switch slots[Int(index)].phase {
        case .announced:
            slots[Int(index)].phase = .parked(waiter)
            deadlines.insert(index, deadline: deadline)
            return .held
        case .ended(let outcome):
            free(index)
            return .over(outcome)
        case .parked, .free: preconditionFailure("a ticket is good for one wait")
        }
    }

    /// Gives an unused ticket back; nothing happens for one that is parked or was used.
    mutating func withdraw(_ ticket: Ticket) {
        guard let index = live(ticket) else { return }
        switch slots[Int(index)].phase {
        case .announced:
            unlink(index)
            free(index)
        case .ended: free(index)
        case .parked, .free: return
        }
    }

    /// Ends one wait, wherever it stands; nothing happens for one that is over.
    mutating func end(_ ticket: Ticket, _ outcome: Outcome) -> Ended? {
        guard let index = live(ticket), isWaiting(index) else { return nil }
        unlink(index)
        return end(index, outcome)
    }

    // MARK: The other side

    /// Ends all waits for a session.
    mutating func wake(_ id: SessionID, into ended: inout [Ended]) {
        guard var index = newest.removeValue(forKey: id) else { return }
        while index != Self.none {
            let next = slots[Int(index)].next
            if let one = end(index, .changed) { ended.append(one) }
            index = next
        }
    }

    /// Ends all waits whose deadline is `now` or earlier.
    mutating func expire(at now: WaitingInstant) -> [Ended] {
        var ended: [Ended] = []
        while let index = deadlines.popDue(at: now) {
            unlink(index)
            if let one = end(index, .timedOut) { ended.append(one) }
        }
        return ended
    }

    /// Ends all waits, now and for ever.
    mutating func close() -> [Ended] {
        isClosed = true
        newest = [:]
        return slots.indices.compactMap { index in
            isWaiting(UInt32(index)) ? end(UInt32(index), .closing) : nil
        }
    }

    // MARK: Lists and slots

    /// Ends a waiter that is already out of its session's list. An announced one keeps the outcome
    /// for the moment it parks.
    private mutating func end(_ index: UInt32, _ outcome: Outcome) -> Ended? {
        guard case .parked(let waiter) = slots[Int(index)].phase else {
            slots[Int(index)].phase = .ended(outcome)
            return nil
        }
        deadlines.remove(index)
        free(index)
        return Ended(waiter: waiter, outcome: outcome)
    }

    private mutating func displaceOldest(of id: SessionID, in group: Group) -> Ended? {
        var (held, oldest, index) = (0, Self.none, newest[id] ?? Self.none)
        while index != Self.none {
            if slots[Int(index)].group == group { (held, oldest) = (held + 1, index) }
            index = slots[Int(index)].next
        }
        guard held >= group.maximumWaits else { return nil }
        unlink(oldest)
        return end(oldest, .displaced)
    }

    /// Takes a waiter out of its session's list, which is as short as the groups allow.
    private mutating func unlink(_ index: UInt32) {
        let slot = slots[Int(index)]
        guard var before = newest[slot.id] else { return }
        if before == index {
            newest[slot.id] = slot.next == Self.none ? nil : slot.next
            return
        }
        while slots[Int(before)].next != index { before = slots[Int(before)].next }
        slots[Int(before)].next = slot.next
    }

    private mutating func takeSlot(_ id: SessionID, _ group: Group) -> UInt32 {
        count += 1
        let older = newest[id] ?? Self.none
        guard firstFree != Self.none else {
            slots.append(
                Slot(id: id, group: group, generation: 0, next: older, phase: .announced))
            return UInt32(slots.count - 1)
        }
        let index = firstFree
        let generation = slots[Int(index)].generation
        firstFree = slots[Int(index)].next
        slots[Int(index)] = Slot(
            id: id, group: group, generation: generation, next: older, phase: .announced)
        return index
    }

    private mutating func free(_ index: UInt32) {
        count -= 1
        slots[Int(index)].phase = .free
        slots[Int(index)].generation &+= 1
        slots[Int(index)].next = firstFree
        firstFree = index
    }

    private func isWaiting(_ index: UInt32) -> Bool {
        switch slots[Int(index)].phase {
        case .announced, .parked: true
        case .free, .ended: false
        }
    }

    private func live(_ ticket: Ticket) -> UInt32? {
        guard case .held(let slot, let generation) = ticket.place,
            slots[Int(slot)].generation == generation
        else { return nil }
        return slot
    }
}
