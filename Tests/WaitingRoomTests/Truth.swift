import NIOConcurrencyHelpers

/// Stands for the database: a version that one writes and many read.
final class Truth: Sendable {
    private let box = NIOLockedValueBox(0)

    var version: Int { box.withLockedValue { $0 } }

    func set(_ version: Int) { box.withLockedValue { $0 = version } }
}
