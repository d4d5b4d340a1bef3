/// Where a login session stands. What each means for the person:
package enum LoginState: Sendable, Equatable {
    /// The page shows a code; nobody has scanned it.
    case waiting(until: Moment)
    /// One phone has claimed it and shows who is asking.
    case scanned(until: Moment)
    /// The person has said yes; gone in an instant unless a required action is left to do.
    case confirmed(until: Moment)
    /// The phone (or a provider) compares a face.
    case faceChecking(until: Moment)
    /// The page may fetch its authorization code and the portal redeem it.
    case approved(until: Moment)
    /// The portal has its tokens.
    case redeemed
    /// The person said no on the phone.
    case denied(DenyReason)
    /// The page gave up.
    case cancelled
    /// A deadline passed, or the operator brought it forward.
    case expired(ExpiryReason)
    /// The broker ended it.
    case failed(FailureReason)
    /// The same page asked for a newer one.
    case replaced

    package var status: Status {
        switch self {
        case .waiting: .waiting
        case .scanned: .scanned
        case .confirmed: .confirmed
        case .faceChecking: .faceChecking
        case .approved: .approved
        case .redeemed: .redeemed
        case .denied: .denied
        case .cancelled: .cancelled
        case .expired: .expired
        case .failed: .failed
        case .replaced: .replaced
        }
    }

    /// When this state ends by itself; `nil` once over.
    package var deadline: Moment? {
        switch self {
        case .waiting(let until), .scanned(let until), .confirmed(let until),
            .faceChecking(let until), .approved(let until):
            until
        case .redeemed, .denied, .cancelled, .expired, .failed, .replaced: nil
        }
    }

    /// The reason of an ending, as the contract and the audit trail name it.
    package var reason: String? {
        switch self {
        case .denied(let reason): reason.rawValue
        case .expired(let reason): reason.rawValue
        case .failed(let reason): reason.rawValue
        case .waiting, .scanned, .confirmed, .faceChecking, .approved, .redeemed, .cancelled,
            .replaced:
            nil
        }
    }

    /// What a passed deadline means in this state; `nil` where there is none.
    var expiry: ExpiryReason? {
        switch self {
        case .waiting: .unscanned
        case .scanned, .confirmed, .faceChecking: .undecided
        case .approved: .unredeemed
        case .redeemed, .denied, .cancelled, .expired, .failed, .replaced: nil
        }
    }
}

extension LoginState {
    /// Puts a state together again from what is stored.
    ///
    /// - Returns: `nil` when the parts do not fit each other.
    package init?(status: Status, deadline: Moment?, reason: String?) {
        switch (status, deadline) {
        case (.waiting, let until?): self = .waiting(until: until)
        case (.scanned, let until?): self = .scanned(until: until)
        case (.confirmed, let until?): self = .confirmed(until: until)
        case (.faceChecking, let until?): self = .faceChecking(until: until)
        case (.approved, let until?): self = .approved(until: until)
        case (.redeemed, nil): self = .redeemed
        case (.cancelled, nil): self = .cancelled
        case (.replaced, nil): self = .replaced
        case (.denied, nil):
            guard let reason = reason.flatMap(DenyReason.init) else { return nil }
            self = .denied(reason)
        case (.expired, nil):
            guard let reason = reason.flatMap(ExpiryReason.init) else { return nil }
            self = .expired(reason)
        case (.failed, nil):
            guard let reason = reason.flatMap(FailureReason.init) else { return nil }
            self = .failed(reason)
        default: return nil
        }
    }
}
