package import LoginFlow

/// The wallet did the check and vouches for the result with its key.
package struct AttestedFaceProvider: FaceProvider {
    package init() {}

    package var methods: [String] { ["result"] }

    package func judgeAtOnce(_ evidence: FaceEvidence) -> FaceProgress? {
        guard evidence.pictures.isEmpty, case .verdict(let verdict) = evidence.report
        else { return .wrongEvidence }
        return evidence.isAttested ? .verdict(verdict) : .notAttested
    }

    package func submit(
        _ evidence: FaceEvidence, for order: FaceOrder, at now: Moment
    ) async -> FaceProgress {
        judgeAtOnce(evidence) ?? .wrongEvidence
    }

    package func poll(at now: Moment) async -> [(order: FaceOrder, progress: FaceProgress)] { [] }

    package func settle(_ order: FaceOrder) async {}
}
