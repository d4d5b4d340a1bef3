import LoginFlow
import StrictJSON

/// What the provider says about one order, asked or unasked.
struct OrderReport: Sendable, Equatable {
    /// The provider's name for it.
    let name: String
    let reference: String
    /// `nil` while it has not decided.
    let verdict: FaceVerdict?

    struct Malformed: Error {}

    init(_ body: [UInt8]) throws(Malformed) {
        guard let value = try? JSONValue(parsing: body), let report = value.object,
            let name = report["order"]?.string, let reference = report["reference"]?.string,
            let state = report["state"]?.string
        else { throw Malformed() }
        let attack = report["attack"] ?? false
        guard let isAttack = attack.bool else { throw Malformed() }
        self.name = name
        self.reference = reference
        verdict =
            isAttack
            ? .fail(.notLive) : try Self.verdict(state, reason: report["reason"]?.string)
    }

    private static func verdict(_ state: String, reason: String?) throws(Malformed) -> FaceVerdict?
    {
        switch state {
        case "not_yet": return nil
        case "pass": return .pass
        case "expired": return .fail(.timeout)
        case "error": return .error
        case "fail":
            // A reason of the provider's own tells the person nothing; that it was no match does.
            let known = reason.flatMap(FaceReason.init) ?? .mismatch
            return known == .providerError ? .error : .fail(known)
        default: throw Malformed()
        }
    }
}

/// What the provider says when an order has been placed.
struct PlacedOrder: Sendable, Equatable {
    /// The provider's name for it.
    let name: String
    /// Where the person goes on.
    let url: String
}
