package import LoginFlow
import NIOConcurrencyHelpers

/// A provider that does what it is told: for tests and for showing a portal every way a check can go.
///
/// The phone's report is the order, whoever signed it, so a policy with this provider checks
/// nothing; `config check` and the log say so at each start.
package final class SimulatedFaceProvider: FaceProvider {
    /// Checks that may be undecided at a time; a simulator needs no more.
    package static let maximumPending = 10_000

    private struct Pending: Sendable {
        var verdict: FaceVerdict
        var due: Moment
    }

    private let pending = NIOLockedValueBox<[FaceOrder: Pending]>([:])

    package init() {}

    package var methods: [String] { ["result", "capture"] }

    package func judgeAtOnce(_ evidence: FaceEvidence) -> FaceProgress? {
        switch evidence.report {
        case .verdict(let verdict): .verdict(verdict)
        case .notYet: .notYet
        case .late: nil
        case nil: evidence.pictures.isEmpty ? .wrongEvidence : .verdict(.pass)
        }
    }

    package func submit(
        _ evidence: FaceEvidence, for order: FaceOrder, at now: Moment
    ) async -> FaceProgress {
        guard case .late(let verdict, let delay) = evidence.report
        else { return judgeAtOnce(evidence) ?? .wrongEvidence }
        pending.withLockedValue { pending in
            guard pending.count < Self.maximumPending else { return }
            pending[order] = Pending(verdict: verdict, due: now + delay)
        }
        return .notYet
    }

    package func poll(at now: Moment) async -> [(order: FaceOrder, progress: FaceProgress)] {
        pending.withLockedValue { pending in
            pending.filter { $0.value.due <= now }
                .map { (order: $0.key, progress: .verdict($0.value.verdict)) }
        }
    }

    package func settle(_ order: FaceOrder) async {
        pending.withLockedValue { $0[order] = nil }
    }
}
