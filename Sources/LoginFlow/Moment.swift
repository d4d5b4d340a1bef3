/// A point of stored wall time, in whole milliseconds since 1970-01-01 UTC.
///
/// Deadlines and tokens use it. How long somebody has been waiting is never computed from it:
/// wall clocks jump, and the waiting clock of the waiting room does not.
package struct Moment: Sendable, Hashable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }
    package init(seconds: Int64) { milliseconds = seconds * 1000 }

    /// Whole seconds since 1970, rounded down, as JWT and databases of others count.
    package var seconds: Int64 { milliseconds / 1000 }

    package static func < (one: Moment, other: Moment) -> Bool {
        one.milliseconds < other.milliseconds
    }

    package static func + (moment: Moment, seconds: Seconds) -> Moment {
        Moment(milliseconds: moment.milliseconds + Int64(seconds.count) * 1000)
    }

    /// Whole seconds until the other moment, rounded up as the contract tells durations; 0 if past.
    package func wholeSeconds(until other: Moment) -> Int {
        Int(max(0, other.milliseconds - milliseconds + 999) / 1000)
    }
}

/// A span of whole seconds, the only unit configuration and contract know.
package struct Seconds: Sendable, Hashable, Comparable, ExpressibleByIntegerLiteral {
    package let count: Int

    package init(_ count: Int) { self.count = count }
    package init(integerLiteral value: Int) { count = value }

    package static func < (one: Seconds, other: Seconds) -> Bool { one.count < other.count }
}
