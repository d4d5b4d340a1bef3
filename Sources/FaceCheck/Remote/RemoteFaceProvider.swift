import AsyncHTTPClient
package import Logging
package import LoginFlow
import NIOConcurrencyHelpers

/// Sends the person to a company's service and learns the outcome from it.
///
/// The service is asked about each order until it has decided, and may say so by itself; the first
/// verdict that is verified counts. Nothing about the person goes there: an opaque reference, and
/// where to call back. The table of states is ``RemoteOrders``.
package final class RemoteFaceProvider: FaceProvider {
    let settings: RemoteFaceSettings
    let signature: MessageSignature
    let clock: any Clock<Duration>
    let now: @Sendable () -> Moment
    let logger: Logger
    let note: @Sendable (FaceEvent) -> Void
    let orders = NIOLockedValueBox(RemoteOrders())
    /// There while `connected` runs.
    let client = NIOLockedValueBox<HTTPClient?>(nil)
    /// Whether the last call failed.
    let hasTrouble = NIOLockedValueBox(false)
    private let callbackSubject: String

    /// - Parameters:
    ///   - clock: measures pauses between attempts.
    ///   - now: the wall clock, for signatures.
    ///   - note: told what happened, for the metrics.
    package init(
        _ settings: RemoteFaceSettings, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Moment, logger: Logger,
        note: @escaping @Sendable (FaceEvent) -> Void = { _ in }
    ) {
        self.settings = settings
        self.clock = clock
        self.now = now
        self.logger = logger
        self.note = note
        signature = MessageSignature(secret: settings.secret)
        callbackSubject = "POST \(ProviderAddress.path(of: settings.callbackURL))"
    }

    package var methods: [String] { ["visit"] }

    package func judgeAtOnce(_ evidence: FaceEvidence) -> FaceProgress? {
        let isPlain = evidence.report == nil && evidence.pictures.isEmpty
        return evidence.begins && isPlain ? nil : .wrongEvidence
    }

    package func adopt(_ orders: [FaceOrder]) async {
        self.orders.withLockedValue { table in
            for order in orders { table.adopt(order) }
        }
    }

    /// The service says that it has decided.
    package func takeCallback(
        _ body: [UInt8], signature: String, at now: Moment
    ) -> CallbackOutcome {
        guard self.signature.isGood(signature, callbackSubject, body, at: now) else {
            note(.wrongSignature)
            return .invalid
        }
        guard let report = try? OrderReport(body) else { return .invalid }
        return take(report) ? .taken(reference: report.reference) : .unknown
    }

    /// - Returns: whether it was about an order of ours.
    func take(_ report: OrderReport) -> Bool {
        let (isKnown, event) = orders.withLockedValue { $0.take(report) }
        if let event { note(event) }
        return isKnown
    }

    package func poll(at now: Moment) async -> [(order: FaceOrder, progress: FaceProgress)] {
        orders.withLockedValue { $0.decisions }
    }

    package func settle(_ order: FaceOrder) async {
        orders.withLockedValue { $0.settle(order) }
    }
}
