package import LoginFlow

/// One face check as a provider knows it: no name, no picture of its own, nothing to find a person by.
package struct FaceOrder: Sendable, Hashable {
    package let session: SessionID
    /// From 1; a retry is a new order.
    package let number: Int

    package init(session: SessionID, number: Int) {
        self.session = session
        self.number = number
    }
}

/// What the phone sends for one face check.
package struct FaceEvidence: Sendable {
    /// What the phone or its wallet says; `nil` where pictures are to be judged.
    package var report: FaceReport?
    /// Whether whoever signed it may vouch for faces.
    package var isAttested: Bool
    /// Pictures, in the order of their digests in the statement.
    package var pictures: [[UInt8]]

    package init(report: FaceReport?, isAttested: Bool, pictures: [[UInt8]] = []) {
        self.report = report
        self.isAttested = isAttested
        self.pictures = pictures
    }
}

/// A result as a phone reports it.
package enum FaceReport: Sendable, Hashable {
    case verdict(FaceVerdict)
    /// The simulator's only: a provider that has not decided.
    case notYet
    /// The simulator's only: a provider that decides after so many seconds.
    case late(FaceVerdict, after: Seconds)
}

/// How far a provider has come. "Not yet" is neither pass nor fail.
package enum FaceProgress: Sendable, Hashable {
    case verdict(FaceVerdict)
    case notYet
    /// The evidence is not of a kind that counts here.
    case notAttested
    /// The provider judges pictures, or only reports: the other kind was sent.
    case wrongEvidence
}

/// Whoever judges faces: the wallet's word, a simulator, a local model, a company's service.
///
/// Each order is brought once with its evidence. Afterwards the provider is polled for as long as
/// it said `notYet`; one that calls back keeps the verdict until then. It must be quick to answer:
/// long work happens on its own.
package protocol FaceProvider: Sendable {
    /// The ways a phone may do this check, as the contract names them: `result`, `capture`.
    var methods: [String] { get }

    /// What can be said without any work, so that it can be said inside a transaction; `nil` when
    /// the evidence must be submitted.
    func judgeAtOnce(_ evidence: FaceEvidence) -> FaceProgress?

    func submit(_ evidence: FaceEvidence, for order: FaceOrder, at now: Moment) async
        -> FaceProgress

    /// What has become of the orders that said `notYet`. A decided one is named until it is settled,
    /// because taking its verdict may fail.
    func poll(at now: Moment) async -> [(order: FaceOrder, verdict: FaceVerdict)]

    /// The verdict was taken; the order may be forgotten.
    func settle(_ order: FaceOrder) async
}
