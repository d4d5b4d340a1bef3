import Foundation

/// Numbers for people.
enum Figure {
    /// Microseconds with three figures that count: `870 µs`, `1.24 ms`, `35.0 ms`, `1.20 s`.
    static func time(_ microseconds: Int) -> String {
        let value = Double(microseconds)
        switch microseconds {
        case ..<1000: return "\(microseconds) µs"
        case ..<10_000: return decimal(value / 1e3, digits: 2) + " ms"
        case ..<100_000: return decimal(value / 1e3, digits: 1) + " ms"
        case ..<1_000_000: return decimal(value / 1e3, digits: 0) + " ms"
        default: return decimal(value / 1e6, digits: 2) + " s"
        }
    }

    static func decimal(_ value: Double, digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }

    /// With a thin space between thousands.
    static func count(_ number: Int) -> String {
        var text = ""
        let digits = String(number.magnitude)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "\u{202F}" }
            text.append(digit)
        }
        return (number < 0 ? "−" : "") + text
    }

    /// KiB as MiB.
    static func memory(_ kib: Int) -> String { decimal(Double(kib) / 1024, digits: 1) + " MiB" }
}
