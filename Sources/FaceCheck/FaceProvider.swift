package import LoginFlow

/// How far a provider has come. "Not yet" is neither pass nor fail.
package enum FaceProgress: Sendable, Hashable {
    case verdict(FaceVerdict)
    /// A pass that comes with what the provider made of the face, to compare a portrait with later.
    /// Nobody but the provider can read it; it is personal all the same.
    case recognised(template: [UInt8])
    /// The person goes on there; the outcome arrives later.
    case visit(url: String)
    case notYet
    /// There is no room for it now; nothing has been looked at, and it may be brought again.
    case overloaded
    /// The evidence is not of a kind that counts here.
    case notAttested
    /// The provider judges pictures, or only reports: the other kind was sent.
    case wrongEvidence
}

/// Whoever judges faces: the wallet's word, a simulator, a local model, a company's service.
///
/// Each order is brought with its evidence; bringing it again changes nothing. Afterwards the
/// provider is polled for as long as it said `notYet` or `visit`; one that calls back keeps the
/// verdict until then. It must be quick to answer: long work happens on its own.
package protocol FaceProvider: Sendable {
    /// The ways a phone may do this check, as the contract names them: `result`, `capture`, `visit`.
    var methods: [String] { get }

    /// Whether the pictures are compared with a portrait that the wallet vouched for.
    var needsPortrait: Bool { get }

    /// What can be said without any work, so that it can be said inside a transaction; `nil` when
    /// the evidence must be submitted.
    func judgeAtOnce(_ evidence: FaceEvidence) -> FaceProgress?

    func submit(_ evidence: FaceEvidence, for order: FaceOrder, at now: Moment) async
        -> FaceProgress

    /// Takes up orders that may have been under way when the broker last ended.
    func adopt(_ orders: [FaceOrder]) async

    /// What has become of the orders that were not decided at once: `verdict` or `recognised`. A
    /// decided one is named until it is settled, because taking its verdict may fail.
    func poll(at now: Moment) async -> [(order: FaceOrder, progress: FaceProgress)]

    /// The verdict was taken; the order may be forgotten.
    func settle(_ order: FaceOrder) async
}

extension FaceProvider {
    package var needsPortrait: Bool { false }

    package func adopt(_ orders: [FaceOrder]) async {}
}
