import StrictJSON

/// What the person on the certify page lets happen.
enum DemoFaceProviderOutcome: Sendable, Equatable {
    case pass
    /// With a reason of the broker's list, such as `blurred`.
    case fail(reason: String)
    /// The check seems passed, but somebody tried to deceive it.
    case attack
    /// Nothing is ever decided.
    case never
}

/// One face check that the broker ordered.
struct DemoFaceProviderOrder: Sendable {
    /// Cannot be guessed: it is the right to open the certify page.
    let id: String
    /// The broker's name for it.
    let reference: String
    let callbackURL: String
    /// Seconds since 1970.
    let expiresAt: Int64
    /// `nil`: the person has not been here.
    var outcome: DemoFaceProviderOutcome?
    /// Seconds since 1970, from which on the outcome is told.
    var toldFrom: Int64 = 0

    /// What the broker is told now.
    ///
    /// - Parameter reference: the order's own, unless the provider misbehaves.
    func json(naming reference: String, at now: Int64) -> JSONValue {
        var members: JSONObject = ["order": .string(id), "reference": .string(reference)]
        switch now >= toldFrom ? outcome : nil {
        case .pass:
            members.append("state", "pass")
            members.append("attack", .bool(false))
            members.append("score", .double(0.93))
        case .fail(let reason):
            members.append("state", "fail")
            members.append("attack", .bool(false))
            members.append("score", .double(0.12))
            members.append("reason", .string(reason))
        case .attack:
            // Passed by score and state: only the flag tells.
            members.append("state", "pass")
            members.append("attack", .bool(true))
            members.append("score", .double(0.91))
        case .never, nil:
            members.append("state", .string(now >= expiresAt ? "expired" : "not_yet"))
            members.append("attack", .bool(false))
        }
        return .object(members)
    }
}
