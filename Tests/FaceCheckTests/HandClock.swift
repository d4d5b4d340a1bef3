import NIOConcurrencyHelpers

/// A clock that stands still; a sleep ends when the test says so, by its length.
final class HandClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
    }

    private struct Sleeper {
        let number: Int
        let length: Duration
        let waiter: CheckedContinuation<Void, any Error>
    }

    private struct Watcher {
        let number: Int
        let length: Duration
        let count: Int
        let waiter: CheckedContinuation<Void, Never>
    }

    private struct Book {
        var sleepers: [Sleeper] = []
        var watchers: [Watcher] = []
        var cancelled: Set<Int> = []
        var last = 0

        func count(_ length: Duration) -> Int { sleepers.count { $0.length == length } }
    }

    private let book = NIOLockedValueBox(Book())

    let now = Instant(offset: .zero)
    let minimumResolution = Duration.nanoseconds(1)

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let number = nextNumber()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                enter(Sleeper(number: number, length: deadline.offset, waiter: waiter))
            }
        } onCancel: {
            cancel(number)
        }
    }

    private func enter(_ sleeper: Sleeper) {
        let (isCancelled, ready) = book.withLockedValue { book -> (Bool, [Watcher]) in
            if book.cancelled.remove(sleeper.number) != nil { return (true, []) }
            book.sleepers.append(sleeper)
            let sleepers = book.sleepers
            let isReady = { (watcher: Watcher) in
                sleepers.count { $0.length == watcher.length } >= watcher.count
            }
            defer { book.watchers.removeAll(where: isReady) }
            return (false, book.watchers.filter(isReady))
        }
        if isCancelled { sleeper.waiter.resume(throwing: CancellationError()) }
        for watcher in ready { watcher.waiter.resume() }
    }

    private func cancel(_ number: Int) {
        let sleeper = book.withLockedValue { book -> Sleeper? in
            guard let index = book.sleepers.firstIndex(where: { $0.number == number }) else {
                book.cancelled.insert(number)
                return nil
            }
            return book.sleepers.remove(at: index)
        }
        sleeper?.waiter.resume(throwing: CancellationError())
    }

    /// Waits until so many sleep for exactly that long, or the test is given up.
    func sleeping(_ length: Duration, count: Int = 1) async {
        let number = nextNumber()
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                watch(Watcher(number: number, length: length, count: count, waiter: waiter))
            }
        } onCancel: {
            giveUp(number)
        }
    }

    private func watch(_ watcher: Watcher) {
        let isReady = book.withLockedValue { book -> Bool in
            if book.count(watcher.length) >= watcher.count { return true }
            if book.cancelled.remove(watcher.number) != nil { return true }
            book.watchers.append(watcher)
            return false
        }
        if isReady { watcher.waiter.resume() }
    }

    private func giveUp(_ number: Int) {
        let watcher = book.withLockedValue { book -> Watcher? in
            guard let index = book.watchers.firstIndex(where: { $0.number == number }) else {
                book.cancelled.insert(number)
                return nil
            }
            return book.watchers.remove(at: index)
        }
        watcher?.waiter.resume()
    }

    private func nextNumber() -> Int {
        book.withLockedValue { book in
            book.last += 1
            return book.last
        }
    }

    /// Waits until somebody sleeps for exactly that long, and ends all such sleeps.
    func end(_ length: Duration) async {
        await sleeping(length)
        let ended = book.withLockedValue { book in
            defer { book.sleepers.removeAll { $0.length == length } }
            return book.sleepers.filter { $0.length == length }
        }
        for sleeper in ended { sleeper.waiter.resume() }
    }
}
