import Histogram
import NIOCore

/// Latencies of one kind, in microseconds, with three digits.
struct Latency {
    private(set) var histogram = Histogram<UInt64>(
        highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: .three)

    init() { histogram.autoResize = true }

    var count: Int { Int(histogram.totalCount) }

    /// A negative time counts as none: of two events one may be noticed a moment before the other.
    mutating func record(_ time: TimeAmount) {
        histogram.record(UInt64(max(0, (time.nanoseconds + 500) / 1000)))
    }

    mutating func reset() { histogram.reset() }

    /// Microseconds within which this share (in percent) was done; 0 of nothing.
    func microseconds(at percentile: Double) -> Int {
        count == 0 ? 0 : Int(histogram.valueAtPercentile(percentile))
    }

    /// The longest, in microseconds, as exactly as all others.
    var maximum: Int { count == 0 ? 0 : Int(histogram.max) }
    var mean: Double { count == 0 ? 0 : histogram.mean }
}

/// What a table says of latencies, in microseconds.
struct LatencySummary: Encodable, Equatable {
    var count: Int
    var meanUs: Double
    var p50Us: Int
    var p90Us: Int
    var p99Us: Int
    var p999Us: Int
    var maxUs: Int

    init(_ latency: Latency) {
        count = latency.count
        meanUs = (latency.mean * 10).rounded() / 10
        p50Us = latency.microseconds(at: 50)
        p90Us = latency.microseconds(at: 90)
        p99Us = latency.microseconds(at: 99)
        p999Us = latency.microseconds(at: 99.9)
        maxUs = latency.maximum
    }

    enum CodingKeys: String, CodingKey {
        case count, meanUs, p50Us, p90Us, p99Us, maxUs
        case p999Us = "p99_9_us"
    }
}
