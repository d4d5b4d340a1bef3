import Logging
import LoginFlow
import NIOConcurrencyHelpers

@testable import FaceCheck

/// A remote provider connected to a scripted service, with clocks moved by hand.
struct RemoteStage: Sendable {
    static let now = LocalStage.now
    static let callbackURL = "https://login.example/v1/face/callbacks"

    let provider: RemoteFaceProvider
    let service: ScriptedProvider
    let clock: HandClock
    let events: EventLog

    static func with(
        _ change: @Sendable @escaping (inout RemoteFaceSettings) -> Void = { _ in },
        _ body: @Sendable @escaping (RemoteStage) async throws -> Void
    ) async throws {
        let service = ScriptedProvider()
        try await service.listening { url in
            var settings = Self.settings(url)
            change(&settings)
            let (clock, events) = (HandClock(), EventLog())
            let provider = Self.provider(settings, clock, events)
            let stage = RemoteStage(
                provider: provider, service: service, clock: clock, events: events)
            try await provider.connected { try await body(stage) }
        }
    }

    static func settings(_ url: String) -> RemoteFaceSettings {
        RemoteFaceSettings(
            url: url, appID: "demo", secret: Array(ScriptedProvider.secret.utf8),
            callbackURL: callbackURL)
    }

    static func provider(
        _ settings: RemoteFaceSettings, _ clock: HandClock = HandClock(),
        _ events: EventLog = EventLog()
    ) -> RemoteFaceProvider {
        RemoteFaceProvider(
            settings, clock: clock, now: { now },
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            note: events.note)
    }

    static func order(_ number: Int = 1) -> FaceOrder { LocalStage.order(number) }

    static let page =
        #"{"order":"o-1","reference":"check-1","certify_url":"http://127.0.0.1:9/certify/o-1"}"#
    static let visit = FaceProgress.visit(url: "http://127.0.0.1:9/certify/o-1")

    /// What the service says of an order; the first one's unless told otherwise.
    static func report(
        _ state: String, _ more: String = "", order: String = "o-1", reference: String = "check-1"
    ) -> String {
        #"{"order":"\#(order)","reference":"\#(reference)","state":"\#(state)"\#(more)}"#
    }

    func begin(_ number: Int = 1) async -> FaceProgress {
        let evidence = FaceEvidence(report: nil, isAttested: false, begins: true, timeLeft: 100)
        return await provider.submit(evidence, for: Self.order(number), at: Self.now)
    }

    /// Places the first order; from then on the service answers as told.
    func begun(_ answers: ScriptedProvider.Answer...) async {
        service.answers { _ in .signed(Self.page, status: 201) }
        _ = await begin()
        service.answers(inOrder: answers)
    }

    /// What is known after a question, some seconds after the beginning.
    func asked(after seconds: Int = 2) async -> [FaceProgress] {
        for entry in provider.due(at: Self.now + Seconds(seconds)) {
            await provider.ask(about: entry)
        }
        return await provider.poll(at: Self.now + Seconds(seconds)).map(\.progress)
    }

    /// What is known without asking.
    var known: [FaceProgress] {
        get async { await provider.poll(at: Self.now).map(\.progress) }
    }

    func callBack(
        _ text: String, signer: ScriptedProvider.Signer = .init(),
        subject: String = "POST /v1/face/callbacks"
    ) -> CallbackOutcome {
        provider.takeCallback(
            Array(text.utf8), signature: signer.header(subject, text), at: Self.now)
    }
}
