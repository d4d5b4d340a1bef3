/// A point on the waiting clock, in milliseconds from an arbitrary start.
///
/// The clock is monotonic: a correction of the wall clock ends no wait early and prolongs none.
/// It is a type of its own so that the compiler refuses to mix it with stored wall time.
package struct WaitingInstant: Comparable, Hashable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (one: WaitingInstant, other: WaitingInstant) -> Bool {
        one.milliseconds < other.milliseconds
    }

    package static func + (instant: WaitingInstant, milliseconds: Int64) -> WaitingInstant {
        WaitingInstant(milliseconds: instant.milliseconds + milliseconds)
    }
}
