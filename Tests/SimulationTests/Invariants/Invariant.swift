import Foundation
import LoginFlow

/// What happened in one step, as those outside saw it and as the disk did.
struct StepRecord {
    /// Everything sent, answered or not.
    var calls: [Call] = []
    /// Everything the broker answered, whether or not the answer arrived.
    var heard: [Heard] = []
    /// Wall times that writes were told.
    var times: Set<Int64> = []
    /// What the clock showed when it had moved between a request's coming and its write.
    var driftedTo: Int64?
    /// What was written to the disk.
    var written: [[UInt8]] = []
    /// Whether somebody was told something while the disk had not flushed all of it.
    var wasToldTooEarly = false
    /// Pages and phones that wait now, and what each has seen.
    var waiting: [(session: SessionID, seen: Int64)] = []
}

/// One promise of the broker, checked after every step. It keeps what it needs to remember.
protocol Invariant {
    /// - Returns: what is wrong, if anything.
    mutating func check(_ step: StepRecord, _ store: Snapshot) -> [String]
}

extension Sequence<Heard> {
    /// The answers that were no refusals.
    var answered: [(call: Call, reply: Reply)] {
        compactMap { heard in
            if case .success(let reply) = heard.outcome { return (heard.call, reply) }
            return nil
        }
    }
}

/// A short name of a login session in a complaint.
func short(_ session: Data) -> String {
    session.prefix(4).map { String($0, radix: 16) }.joined()
}
