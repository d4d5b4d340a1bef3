import ArgumentParser

/// A limit that makes a run fail: `answer.p99>50ms`, `errors>0`, `errors>1%`, `rate<950/s`.
struct Limit: Equatable, ExpressibleByArgument {
    enum Measure: Equatable {
        case latency(Step, Statistic)
        /// Logins that did not end as asked, and held pages that were lost.
        case errors
        /// The same in percent of all logins.
        case errorPercent
        /// Logins ended as asked, a second.
        case rate
        /// CPU of the server for each login begun, in microseconds.
        case cpu
    }

    enum Statistic: String, CaseIterable {
        case p50, p90, p99, p999 = "p99.9", max, mean
    }

    let text: String
    let measure: Measure
    /// Whether more than the bound is too much; else less is too little.
    let isUpper: Bool
    /// Microseconds, a count, percent, or a rate a second.
    let bound: Double

    init?(argument: String) {
        guard let sign = argument.firstIndex(where: { $0 == ">" || $0 == "<" }) else { return nil }
        let name = argument[..<sign].filter { $0 != " " }
        let value = argument[argument.index(after: sign)...].filter { $0 != " " }
        guard let (measure, bound) = Self.read(name: name, value: value) else { return nil }
        text = argument
        isUpper = argument[sign] == ">"
        self.measure = measure
        self.bound = bound
    }

    private static func read(name: String, value: String) -> (Measure, Double)? {
        switch name {
        case "errors":
            guard value.hasSuffix("%") else { return Int(value).map { (.errors, Double($0)) } }
            return Double(value.dropLast()).map { (.errorPercent, $0) }
        case "rate": return Rate(argument: value).map { (.rate, $0.perSecond) }
        case "cpu": return Span(argument: value).map { (.cpu, $0.seconds * 1e6) }
        default:
            guard let (step, statistic) = latency(name), let span = Span(argument: value)
            else { return nil }
            return (.latency(step, statistic), span.seconds * 1e6)
        }
    }

    /// `scan.p99`, or `p99`, which is that of the answer.
    private static func latency(_ name: String) -> (Step, Statistic)? {
        if let statistic = Statistic(rawValue: name) { return (.answer, statistic) }
        guard let dot = name.firstIndex(of: "."), let step = Step(rawValue: String(name[..<dot])),
            let statistic = Statistic(rawValue: String(name[name.index(after: dot)...]))
        else { return nil }
        return (step, statistic)
    }
}

/// A limit and what was measured.
struct LimitVerdict: Encodable, Equatable {
    var limit: String
    /// Microseconds, a count, percent, or a rate a second; `nil` when there was nothing to measure,
    /// which counts as met: a limit on nothing is a mistake.
    var value: Double?
    var isMet: Bool

    enum CodingKeys: String, CodingKey {
        case limit, value
        case isMet = "met"
    }
}
