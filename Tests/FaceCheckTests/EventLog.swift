import FaceCheck
import NIOConcurrencyHelpers

/// Everything a provider counts; a test can wait for it.
final class EventLog: Sendable {
    private struct Waiting {
        let event: FaceEvent
        let count: Int
        let waiter: CheckedContinuation<Void, Never>
    }

    private struct Book {
        var events: [FaceEvent] = []
        var waiting: [Waiting] = []
    }

    private let book = NIOLockedValueBox(Book())

    func note(_ event: FaceEvent) {
        let ready = book.withLockedValue { book -> [Waiting] in
            book.events.append(event)
            let events = book.events
            let isReady = { (waiting: Waiting) in
                events.count { $0 == waiting.event } >= waiting.count
            }
            defer { book.waiting.removeAll(where: isReady) }
            return book.waiting.filter(isReady)
        }
        for waiting in ready { waiting.waiter.resume() }
    }

    func count(_ event: FaceEvent) -> Int {
        book.withLockedValue { $0.events.count { $0 == event } }
    }

    /// Waits until it has happened so often.
    func happened(_ event: FaceEvent, _ count: Int = 1) async {
        await withCheckedContinuation { waiter in
            let isReady = book.withLockedValue { book -> Bool in
                if book.events.count(where: { $0 == event }) >= count { return true }
                book.waiting.append(Waiting(event: event, count: count, waiter: waiter))
                return false
            }
            if isReady { waiter.resume() }
        }
    }
}
