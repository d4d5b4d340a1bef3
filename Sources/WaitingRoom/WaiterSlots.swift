import LoginFlow

/// The places of all waiters in one array, and for each login session two lists through it:
/// those that are announced and those that are parked, newest first.
///
/// Places name each other by index, about 100 bytes a waiter in all: a class or a task for each
/// would cost more than the waiting. Adding and taking out cost the same however long a list is,
/// because somebody may ask for one login session ten thousand times at once.
struct WaiterSlots<Waiter: Sendable>: Sendable {
    enum Phase {
        case free
        /// In the list of announced ones.
        case announced
        /// In the list of parked ones.
        case parked(Waiter)
        /// In no list; the outcome is kept until somebody takes it.
        case ended(WaitingRoom.Outcome)
    }

    struct Slot {
        let id: SessionID
        let group: WaitingRoom.Group
        var phase: Phase
        /// How often the place was given out; an old ticket does not fit a new waiter.
        let generation: UInt32
        fileprivate var newer: UInt32
        /// The next older one of the same list, or the next free place.
        fileprivate(set) var older: UInt32
    }

    /// The newest of each list.
    private struct Heads {
        var announced = WaiterSlots.none
        var parked = WaiterSlots.none
    }

    static var none: UInt32 { .max }

    private var slots: [Slot] = []
    private var firstFree = Self.none
    private var heads: [SessionID: Heads] = [:]
    /// Places that are not free.
    private(set) var count = 0

    var sessionCount: Int { heads.count }
    var indices: Range<UInt32> { 0..<UInt32(slots.count) }

    subscript(index: UInt32) -> Slot { slots[Int(index)] }

    func newestAnnounced(of id: SessionID) -> UInt32 { heads[id]?.announced ?? Self.none }
    func newestParked(of id: SessionID) -> UInt32 { heads[id]?.parked ?? Self.none }

    // MARK: Life of a place

    mutating func announce(_ id: SessionID, _ group: WaitingRoom.Group) -> UInt32 {
        count += 1
        let index = firstFree == Self.none ? UInt32(slots.count) : firstFree
        let isNew = firstFree == Self.none
        let slot = Slot(
            id: id, group: group, phase: .announced,
            generation: isNew ? 0 : slots[Int(index)].generation, newer: Self.none,
            older: newestAnnounced(of: id))
        if isNew {
            slots.append(slot)
        } else {
            firstFree = slots[Int(index)].older
            slots[Int(index)] = slot
        }
        if slot.older != Self.none { slots[Int(slot.older)].newer = index }
        heads[id, default: Heads()].announced = index
        return index
    }

    mutating func park(_ index: UInt32, _ waiter: Waiter) {
        unlink(index)
        let id = self[index].id
        let older = newestParked(of: id)
        slots[Int(index)].phase = .parked(waiter)
        slots[Int(index)].newer = Self.none
        slots[Int(index)].older = older
        if older != Self.none { slots[Int(older)].newer = index }
        heads[id, default: Heads()].parked = index
    }

    /// Takes an announced one out of its list and keeps the outcome.
    mutating func keep(_ outcome: WaitingRoom.Outcome, at index: UInt32) {
        unlink(index)
        slots[Int(index)].phase = .ended(outcome)
    }

    /// Gives the place to the next that comes.
    mutating func free(_ index: UInt32) {
        unlink(index)
        count -= 1
        let slot = self[index]
        slots[Int(index)] = Slot(
            id: slot.id, group: slot.group, phase: .free, generation: slot.generation &+ 1,
            newer: Self.none, older: firstFree)
        firstFree = index
    }

    private mutating func unlink(_ index: UInt32) {
        let slot = self[index]
        switch slot.phase {
        case .free, .ended: return
        case .announced, .parked: break
        }
        if slot.older != Self.none { slots[Int(slot.older)].newer = slot.newer }
        if slot.newer != Self.none {
            slots[Int(slot.newer)].older = slot.older
        } else {
            setHead(of: slot, to: slot.older)
        }
    }

    private mutating func setHead(of slot: Slot, to index: UInt32) {
        guard var heads = heads[slot.id] else { return }
        if case .parked = slot.phase { heads.parked = index } else { heads.announced = index }
        let isEmpty = heads.parked == Self.none && heads.announced == Self.none
        self.heads[slot.id] = isEmpty ? nil : heads
    }
}
