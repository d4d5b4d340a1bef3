import LoginFlow

/// Who waits for what, as a value: it decides, the waiting room acts.
///
/// A waiter's life; every arrow that leaves `parked` takes its deadline away at once:
/// ```
/// announced ──park──▶ parked ──wake, deadline, displaced, closing──▶ gone (its waiter is returned)
///     └─wake, cancelled, closing──▶ ended, outcome kept ──park or withdraw──▶ gone
/// ```
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
        /// Held; the oldest of its group may have had to go.
        case held(displacing: Ended?)
        /// Not held: something came between announcing and parking.
        case over(Outcome)
    }

    private let maximumWaiters: Int
    private var slots = WaiterSlots<Waiter>()
    private var deadlines = DeadlineHeap()
    private var isClosed = false

    init(maximumWaiters: Int) { self.maximumWaiters = maximumWaiters }

    /// Announced, parked, and ended ones whose outcome nobody has taken yet.
    var count: Int { slots.count }
    var parkedCount: Int { deadlines.count }
    var sessionCount: Int { slots.sessionCount }
    var nextDeadline: WaitingInstant? { deadlines.first }

    // MARK: The waiter's side

    mutating func announce(_ id: SessionID, group: Group) -> Ticket {
        if isClosed { return .refused(.closing) }
        if slots.count >= maximumWaiters { return .refused(.overloaded) }
        let index = slots.announce(id, group)
        return .held(slot: index, generation: slots[index].generation)
    }

    /// - Precondition: the ticket was neither parked nor withdrawn before.
    mutating func park(
        _ ticket: Ticket, until deadline: WaitingInstant, _ waiter: Waiter
    ) -> Parking {
        if case .refused(let outcome) = ticket.place { return .over(outcome) }
        guard let index = live(ticket) else {
            preconditionFailure("a ticket is good for one wait")
        }
        switch slots[index].phase {
        case .announced:
            let displaced = displaceOldest(of: slots[index].id, in: slots[index].group)
            slots.park(index, waiter)
            deadlines.insert(index, deadline: deadline)
            return .held(displacing: displaced)
        case .ended(let outcome):
            slots.free(index)
            return .over(outcome)
        case .parked, .free: preconditionFailure("a ticket is good for one wait")
        }
    }

    /// Gives an unused ticket back; nothing happens for one that is parked or was used.
    mutating func withdraw(_ ticket: Ticket) {
        guard let index = live(ticket) else { return }
        switch slots[index].phase {
        case .announced, .ended: slots.free(index)
        case .parked, .free: return
        }
    }

    /// Ends one wait, wherever it stands; nothing happens for one that is over.
    mutating func end(_ ticket: Ticket, _ outcome: Outcome) -> Ended? {
        live(ticket).flatMap { end($0, outcome) }
    }

    // MARK: The other side

    /// Ends all waits for a session.
    mutating func wake(_ id: SessionID, into ended: inout [Ended]) {
        for newest in [slots.newestAnnounced(of: id), slots.newestParked(of: id)] {
            var index = newest
            while index != WaiterSlots<Waiter>.none {
                let older = slots[index].older
                if let one = end(index, .changed) { ended.append(one) }
                index = older
            }
        }
    }

    /// Ends all waits whose deadline is `now` or earlier.
    mutating func expire(at now: WaitingInstant) -> [Ended] {
        var ended: [Ended] = []
        while let index = deadlines.popDue(at: now) {
            if let one = end(index, .timedOut) { ended.append(one) }
        }
        return ended
    }

    /// Ends all waits, now and for ever.
    mutating func close() -> [Ended] {
        isClosed = true
        return slots.indices.compactMap { end($0, .closing) }
    }

    // MARK: Steps

    /// Ends a wait. An announced one keeps the outcome for the moment it parks.
    private mutating func end(_ index: UInt32, _ outcome: Outcome) -> Ended? {
        switch slots[index].phase {
        case .free, .ended: return nil
        case .announced:
            slots.keep(outcome, at: index)
            return nil
        case .parked(let waiter):
            deadlines.remove(index)
            slots.free(index)
            return Ended(waiter: waiter, outcome: outcome)
        }
    }

    /// Makes room for one more of the group. Only parked ones count: a mere look at the truth, which
    /// announces and withdraws, must not end anybody's wait.
    private mutating func displaceOldest(of id: SessionID, in group: Group) -> Ended? {
        var (held, oldest) = (0, WaiterSlots<Waiter>.none)
        var index = slots.newestParked(of: id)
        while index != WaiterSlots<Waiter>.none {
            if slots[index].group == group { (held, oldest) = (held + 1, index) }
            index = slots[index].older
        }
        return held >= group.maximumWaits ? end(oldest, .displaced) : nil
    }

    private func live(_ ticket: Ticket) -> UInt32? {
        guard case .held(let slot, let generation) = ticket.place,
            slots[slot].generation == generation
        else { return nil }
        return slot
    }
}
