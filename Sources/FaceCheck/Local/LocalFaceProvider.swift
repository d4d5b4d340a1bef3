package import LoginFlow

/// Judges pictures on this machine.
package final class LocalFaceProvider: FaceProvider {
    package init() {}

    package var methods: [String] { ["capture"] }

    package var needsPortrait: Bool { true }

    package func judgeAtOnce(_ evidence: FaceEvidence) -> FaceProgress? {
        let isComplete = evidence.portrait != nil && !evidence.pictures.isEmpty
        return isComplete && evidence.report == nil && !evidence.begins ? nil : .wrongEvidence
    }

    package func submit(
        _ evidence: FaceEvidence, for order: FaceOrder, at now: Moment
    ) async -> FaceProgress {
        judgeAtOnce(evidence) ?? .verdict(.error)
    }

    package func judgePortrait(_ picture: [UInt8], template: [UInt8]) async -> PortraitVerdict {
        .unavailable
    }

    package func poll(at now: Moment) async -> [(order: FaceOrder, progress: FaceProgress)] { [] }

    package func settle(_ order: FaceOrder) async {}
}
