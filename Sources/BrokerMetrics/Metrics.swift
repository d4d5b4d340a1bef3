import NIOConcurrencyHelpers

/// Everything that is counted, each once. The name stands in `/metrics` and in the documents.
package enum Counter: String, Sendable, CaseIterable {
    /// Label `status`: every state change that became durable.
    case transitions = "qrbroker_transitions_total"
    /// Label `code`: every refusal by its public code.
    case refusals = "qrbroker_refusals_total"
    /// Label `code`: parts that failed; healthy is 0.
    case failures = "qrbroker_failures_total"
    /// Label `route`: by route, never by address.
    case requests = "qrbroker_http_requests_total"

    /// Label `reason`: connections that were closed because their `address` has enough of them.
    case refusedConnections = "qrbroker_refused_connections_total"

    /// Label `outcome`: messages to portals; a steadily rising `unreachable` is a portal out of reach.
    case deliveries = "qrbroker_deliveries_total"

    /// Label `event`: what face providers count; a steadily rising `worker_ended` is a broken worker.
    case faceEvents = "qrbroker_face_events_total"

    package var label: String {
        switch self {
        case .transitions: "status"
        case .refusals, .failures: "code"
        case .requests: "route"
        case .refusedConnections: "reason"
        case .deliveries: "outcome"
        case .faceEvents: "event"
        }
    }

    package var help: String {
        switch self {
        case .transitions: "State changes of login sessions, by the state they led to."
        case .refusals: "Requests refused, by problem code."
        case .failures: "Requests that failed because a part did; healthy is 0."
        case .requests: "Requests answered, by route."
        case .refusedConnections: "Connections closed at once, by what there was too much of."
        case .deliveries: "Messages to portals about logouts and outcomes, by how they fared."
        case .faceEvents: "Face checks by outcome, and what became of workers and providers."
        }
    }
}

/// The counters of one process.
package final class Metrics: Sendable {
    private struct Key: Hashable {
        let counter: Counter
        let label: String
    }

    private let counts = NIOLockedValueBox<[Key: Int]>([:])

    package init() {}

    /// - Parameter label: from a closed list; text from outside would let strangers fill memory.
    package func count(_ counter: Counter, _ label: String) {
        counts.withLockedValue { $0[Key(counter: counter, label: label), default: 0] += 1 }
    }

    package func value(of counter: Counter, _ label: String) -> Int {
        counts.withLockedValue { $0[Key(counter: counter, label: label)] ?? 0 }
    }

    /// The Prometheus text of counters and gauges (exposition format 0.0.4).
    ///
    /// - Parameter gauges: name, help and value of what is measured at this moment.
    package func text(gauges: [(name: String, help: String, value: Double)]) -> String {
        let counts = self.counts.withLockedValue { $0 }
        var lines: [String] = []
        for counter in Counter.allCases {
            lines.append("# HELP \(counter.rawValue) \(counter.help)")
            lines.append("# TYPE \(counter.rawValue) counter")
            let rows = counts.filter { $0.key.counter == counter }
            for (key, value) in rows.sorted(by: { $0.key.label < $1.key.label }) {
                lines.append("\(counter.rawValue){\(counter.label)=\"\(key.label)\"} \(value)")
            }
        }
        for gauge in gauges {
            lines.append("# HELP \(gauge.name) \(gauge.help)")
            lines.append("# TYPE \(gauge.name) gauge")
            lines.append("\(gauge.name) \(gauge.value)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
