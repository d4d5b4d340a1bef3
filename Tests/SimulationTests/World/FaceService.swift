import FaceCheck
import LoginFlow
import NIOConcurrencyHelpers

/// A company that judges faces, outside of the broker: it takes its time, it may be full, and it knows
/// its orders when the broker has crashed.
final class FaceService: FaceProvider {
    /// What it does with the next order.
    enum Plan: Sendable {
        case decide(FaceVerdict, after: Seconds)
        case atOnce(FaceVerdict)
        case full
    }

    private struct Pending: Sendable {
        let order: FaceOrder
        let verdict: FaceVerdict
        let due: Moment
    }

    private struct State {
        var plan = Plan.atOnce(.pass)
        /// In the order in which they came.
        var pending: [Pending] = []
    }

    private let state = NIOLockedValueBox(State())

    func arrange(_ plan: Plan) { state.withLockedValue { $0.plan = plan } }

    /// Orders that are not settled.
    var count: Int { state.withLockedValue { $0.pending.count } }

    var methods: [String] { ["visit"] }

    func judgeAtOnce(_ evidence: FaceEvidence) -> FaceProgress? {
        evidence.begins ? nil : .wrongEvidence
    }

    func submit(_ evidence: FaceEvidence, for order: FaceOrder, at now: Moment) async
        -> FaceProgress
    {
        state.withLockedValue { state in
            if state.pending.contains(where: { $0.order == order }) { return .notYet }
            switch state.plan {
            case .full: return .overloaded
            case .atOnce(let verdict): return .verdict(verdict)
            case .decide(let verdict, let delay):
                state.pending.append(Pending(order: order, verdict: verdict, due: now + delay))
                return .visit(url: "https://faces.example/visit")
            }
        }
    }

    func poll(at now: Moment) async -> [(order: FaceOrder, progress: FaceProgress)] {
        state.withLockedValue { state in
            state.pending.filter { $0.due <= now }.map { ($0.order, .verdict($0.verdict)) }
        }
    }

    func settle(_ order: FaceOrder) async {
        state.withLockedValue { $0.pending.removeAll { $0.order == order } }
    }
}
