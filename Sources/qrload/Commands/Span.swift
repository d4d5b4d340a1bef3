import ArgumentParser
import NIOCore

/// A length of time, as it is written on a command line: `60s`, `500ms`, `250us`, `2m`, `1h`.
struct Span: Equatable, ExpressibleByArgument {
    var amount: TimeAmount

    init(_ amount: TimeAmount) { self.amount = amount }

    init?(argument: String) {
        let digits = argument.prefix { "0123456789.".contains($0) }
        guard let number = Double(digits), number.isFinite, number < 1e9,
            let unit = Self.units[String(argument.dropFirst(digits.count))]
        else { return nil }
        amount = .nanoseconds(Int64((number * unit).rounded()))
    }

    /// Nanoseconds by unit.
    private static let units = [
        "us": 1e3, "µs": 1e3, "ms": 1e6, "s": 1e9, "m": 60e9, "min": 60e9, "h": 3600e9,
    ]

    var seconds: Double { amount.seconds }

    var defaultValueDescription: String {
        seconds < 1 ? "\(Int(seconds * 1000))ms" : "\(Int(seconds))s"
    }
}
