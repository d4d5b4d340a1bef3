import NIOCore

/// When things begin in an open loop: at moments that do not depend on how the server does.
///
/// A test that waits for an answer before it asks again spares a slow server exactly when it is
/// slow, and then reports the few requests that it did send. Here the moments stand before the
/// test begins, and latency is counted from them.
struct ArrivalSchedule: Equatable {
    /// Arrivals a second, once the ramp is over.
    var rate: Double
    /// How long the rate grows, evenly, from nothing.
    var ramp = TimeAmount.zero
    /// After how long none begins any more; `nil` for as many as are asked for.
    var duration: TimeAmount?

    /// When the n-th begins, counted from 0 and from the start; `nil` when the test is over.
    func moment(of n: Int) -> TimeAmount? {
        let seconds = ramp.seconds
        let duringRamp = rate * seconds / 2
        let moment =
            Double(n) < duringRamp
            ? (2 * Double(n) * seconds / rate).squareRoot()
            : seconds + (Double(n) - duringRamp) / rate
        let amount = TimeAmount(seconds: moment)
        if let duration, amount >= duration { return nil }
        return amount
    }
}

extension TimeAmount {
    init(seconds: Double) { self = .nanoseconds(Int64((seconds * 1e9).rounded())) }

    var seconds: Double { Double(nanoseconds) / 1e9 }
}
