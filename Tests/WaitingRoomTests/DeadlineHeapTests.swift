import SeededGenerator
import Testing

@testable import WaitingRoom

@Suite struct DeadlineHeapTests {
    @Test func givesTheEarliestFirstAndOnlyWhenItHasCome() {
        var heap = DeadlineHeap()
        for (slot, deadline) in [30, 10, 20].enumerated() {
            heap.insert(UInt32(slot), deadline: WaitingInstant(milliseconds: Int64(deadline)))
        }
        #expect(heap.first == WaitingInstant(milliseconds: 10))
        #expect(heap.popDue(at: WaitingInstant(milliseconds: 9)) == nil)
        #expect(heap.popDue(at: WaitingInstant(milliseconds: 10)) == 1)
        #expect(heap.popDue(at: WaitingInstant(milliseconds: 19)) == nil)
        #expect(heap.popDue(at: WaitingInstant(milliseconds: 99)) == 2)
        #expect(heap.popDue(at: WaitingInstant(milliseconds: 99)) == 0)
        #expect(heap.popDue(at: WaitingInstant(milliseconds: 99)) == nil)
        #expect(heap.first == nil)
    }

    @Test func removingWhatIsNotThereDoesNothing() {
        var heap = DeadlineHeap()
        heap.remove(7)
        heap.insert(1, deadline: WaitingInstant(milliseconds: 5))
        heap.remove(7)
        heap.remove(0)
        #expect(heap.count == 1)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func agreesWithASortedListOnRandomWalks(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        var heap = DeadlineHeap()
        var oracle: [UInt32: Int64] = [:]
        for _ in 0..<2_000 {
            let slot = UInt32.random(in: 0..<60, using: &dice)
            if oracle[slot] == nil {
                let deadline = Int64.random(in: 0..<100, using: &dice)
                oracle[slot] = deadline
                heap.insert(slot, deadline: WaitingInstant(milliseconds: deadline))
            } else if Bool.random(using: &dice) {
                oracle[slot] = nil
                heap.remove(slot)
            } else {
                let now = Int64.random(in: 0..<100, using: &dice)
                let due = heap.popDue(at: WaitingInstant(milliseconds: now))
                #expect(
                    due.map { oracle[$0] }
                        == (oracle.values.min().map { $0 <= now } == true
                            ? .some(oracle.values.min()) : nil))
                if let due { oracle[due] = nil }
            }
            #expect(heap.count == oracle.count)
            #expect(heap.first?.milliseconds == oracle.values.min())
        }
    }
}
