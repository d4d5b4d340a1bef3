import NIOConcurrencyHelpers

/// What each address has of what all share: connections, and memory for bodies.
///
/// An address may have three times as much as is left over: three quarters of all, the next one three
/// quarters of the rest. A fixed part would be too little for the one address of a school on an exam
/// morning, or too much once others have most of it (the "dynamic threshold" by which switches share
/// their memory, Choudhury and Hahne 1998). Nothing is taken away from whoever has it, because people who
/// wait have done nothing wrong: a dozen addresses together can still have all.
///
/// Never more entries than there are connections and requests being worked on.
final class AddressShares: Sendable {
    private struct Holding {
        var connections = 0
        var bytes = 0
    }

    private static let timesTheRest = 3
    private let holdings = NIOLockedValueBox<[String: Holding]>([:])

    /// Takes a connection; whoever has none may always have one.
    ///
    /// - Parameters:
    ///   - key: whose it is; `nil` is not counted.
    ///   - free: how many are left with this one open.
    ///   - most: how many an address may have, whatever is free.
    func open(_ key: String?, free: Int, most: Int?) -> Bool {
        take(1, of: \.connections, key, upTo: min(most ?? .max, max(1, Self.timesTheRest * free)))
    }

    func close(_ key: String?) { giveBack(1, of: \.connections, key) }

    /// - Parameter free: bytes that are left when these are taken.
    func takeBytes(_ count: Int, _ key: String?, free: Int) -> Bool {
        take(count, of: \.bytes, key, upTo: Self.timesTheRest * free)
    }

    func giveBackBytes(_ count: Int, _ key: String?) { giveBack(count, of: \.bytes, key) }

    var count: Int { holdings.withLockedValue { $0.count } }

    private func take(
        _ count: Int, of part: WritableKeyPath<Holding, Int>, _ key: String?, upTo most: Int
    ) -> Bool {
        guard let key, count > 0 else { return true }
        return holdings.withLockedValue { holdings in
            var holding = holdings[key] ?? Holding()
            holding[keyPath: part] += count
            guard holding[keyPath: part] <= most else { return false }
            holdings[key] = holding
            return true
        }
    }

    private func giveBack(
        _ count: Int, of part: WritableKeyPath<Holding, Int>, _ key: String?
    ) {
        guard let key, count > 0 else { return }
        holdings.withLockedValue { holdings in
            guard var holding = holdings[key] else { return }
            holding[keyPath: part] -= count
            let isEmpty = holding.connections == 0 && holding.bytes == 0
            holdings[key] = isEmpty ? nil : holding
        }
    }
}
