import FaceCheck
import Logging
import LoginFlow

/// A local provider at work, with a scripted worker and a clock moved by hand.
struct LocalStage: Sendable {
    let provider: LocalFaceProvider
    let worker: ScriptedWorker
    let clock: HandClock
    let events: EventLog

    static let now = Moment(seconds: 1_800_000_000)

    /// Runs the provider for as long as the body takes; then it must end.
    static func with(
        _ start: ScriptedWorker.Start = .prompt,
        _ change: (inout LocalFaceSettings) -> Void = { _ in },
        _ body: (LocalStage) async throws -> Void
    ) async throws {
        let worker = try ScriptedWorker()
        defer { worker.remove() }
        var settings = worker.settings(start)
        change(&settings)
        let (clock, events) = (HandClock(), EventLog())
        let provider = LocalFaceProvider(
            settings, clock: clock,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            note: events.note)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await provider.run() }
            try await body(
                LocalStage(provider: provider, worker: worker, clock: clock, events: events))
            group.cancelAll()
        }
    }

    static func order(_ number: Int) -> FaceOrder {
        let bytes = [UInt8](repeating: 0, count: 15) + [UInt8(number)]
        return FaceOrder(
            session: SessionID(bytes: bytes)!, number: 1, reference: "check-\(number)",
            subject: "somebody")
    }

    static func evidence(_ pictures: String...) -> FaceEvidence {
        FaceEvidence(
            report: nil, isAttested: false, pictures: pictures.map { Array($0.utf8) },
            portrait: Array("portrait".utf8), actions: [.turnLeft, .blink], timeLeft: 120)
    }

    func submit(_ number: Int, _ pictures: String...) async -> FaceProgress {
        var evidence = Self.evidence()
        evidence.pictures = pictures.map { Array($0.utf8) }
        return await provider.submit(evidence, for: Self.order(number), at: Self.now)
    }
}
