import NIOCore

/// How long held polls took to be answered.
struct WakeFigures {
    /// From the sending of the waking call to the first byte at the page.
    var fromSending = Latency()
    /// From the answer to that call: below 0, counted as 0, when the page hears first.
    var fromAnswer = Latency()
    /// The answers to the waking calls themselves.
    var calls = Latency()
    var woken = 0
    var lost = 0
    var errors: [String: Int] = [:]
    var startedAt: NIODeadline?
    var lastAt: NIODeadline?

    mutating func count(_ kind: String) { errors[kind, default: 0] += 1 }

    var summary: WakeSummary {
        let span = startedAt.flatMap { start in lastAt.map { ($0 - start).seconds } } ?? 0
        return WakeSummary(
            woken: woken, lost: lost, latency: LatencySummary(fromSending),
            afterAnswer: LatencySummary(fromAnswer), call: LatencySummary(calls),
            spanMs: (span * 1e6).rounded() / 1e3, errors: errors)
    }
}

/// The same as a report has it. The latency from sending stands on top: it is the one compared.
struct WakeSummary: Encodable {
    var woken: Int
    var lost: Int
    var latency: LatencySummary
    var afterAnswer: LatencySummary
    var call: LatencySummary
    /// From the first sending to the last answer.
    var spanMs: Double
    var errors: [String: Int]

    enum CodingKeys: String, CodingKey {
        case woken, lost, call, errors, afterAnswer, spanMs
    }

    func encode(to encoder: any Encoder) throws {
        try latency.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(woken, forKey: .woken)
        try container.encode(lost, forKey: .lost)
        try container.encode(afterAnswer, forKey: .afterAnswer)
        try container.encode(call, forKey: .call)
        try container.encode(spanMs, forKey: .spanMs)
        try container.encode(errors, forKey: .errors)
    }
}
