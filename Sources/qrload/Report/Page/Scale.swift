import Foundation

/// From values to places along an axis of a plot.
struct Scale: Equatable {
    var low: Double
    var high: Double
    var isLogarithmic = false
    /// Where the axis begins and ends in the picture.
    var from = 0.0
    var to = 1.0

    func place(_ value: Double) -> Double {
        let share =
            isLogarithmic
            ? log10(max(value, low) / low) / log10(high / low) : (value - low) / (high - low)
        return from + (to - from) * min(1, max(0, share))
    }

    /// An even axis from 0 whose end is a round number.
    static func even(upTo highest: Double, ticks: Int = 4) -> Scale {
        let step = roundStep(max(highest, 1e-9) / Double(ticks))
        return Scale(low: 0, high: step * max(1, (highest / step).rounded(.up)))
    }

    /// A logarithmic axis whose ends are 1, 2 or 5 times a power of ten.
    static func logarithmic(_ values: some Sequence<Double>) -> Scale {
        let positive = values.filter { $0 > 0 }
        let (least, most) = (positive.min() ?? 1, positive.max() ?? 10)
        var (low, high) = (roundDown(least), roundUp(most))
        if high / low < 10 { (low, high) = (low, low * 10) }
        if low <= 0 { low = 1 }
        return Scale(low: low, high: high, isLogarithmic: true)
    }

    /// Values to write beside the axis.
    var ticks: [Double] {
        guard isLogarithmic else {
            let step = Self.roundStep((high - low) / 4)
            return stride(from: low, through: high * 1.0001, by: step).map { $0 }
        }
        let decades = log10(high / low)
        let factors: [Double] = decades <= 2 ? [1, 2, 5] : [1]
        var found: [Double] = []
        for exponent in Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up)) {
            for factor in factors {
                let value = factor * pow(10, Double(exponent))
                if value >= low * 0.999, value <= high * 1.001 { found.append(value) }
            }
        }
        return found
    }

    private static let round = [1.0, 2, 5, 10]

    private static func roundStep(_ raw: Double) -> Double {
        let power = pow(10, log10(raw).rounded(.down))
        return power * (round.first { $0 * power >= raw * 0.9999 } ?? 10)
    }

    private static func roundUp(_ value: Double) -> Double { roundStep(value) }

    private static func roundDown(_ value: Double) -> Double {
        let power = pow(10, log10(value).rounded(.down))
        return power * (round.last { $0 * power <= value * 1.0001 } ?? 1)
    }
}
