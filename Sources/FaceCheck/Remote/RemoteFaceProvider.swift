package import LoginFlow

/// Sends the person to a company's service and learns the outcome from it.
package final class RemoteFaceProvider: FaceProvider {
    package init() {}

    package var methods: [String] { ["visit"] }

    package func judgeAtOnce(_ evidence: FaceEvidence) -> FaceProgress? {
        let isPlain = evidence.report == nil && evidence.pictures.isEmpty
        return evidence.begins && isPlain ? nil : .wrongEvidence
    }

    package func submit(
        _ evidence: FaceEvidence, for order: FaceOrder, at now: Moment
    ) async -> FaceProgress {
        judgeAtOnce(evidence) ?? .verdict(.error)
    }

    package func takeCallback(
        _ body: [UInt8], signature: String, at now: Moment
    ) -> CallbackOutcome {
        .unknown
    }

    package func poll(at now: Moment) async -> [(order: FaceOrder, progress: FaceProgress)] { [] }

    package func settle(_ order: FaceOrder) async {}
}
