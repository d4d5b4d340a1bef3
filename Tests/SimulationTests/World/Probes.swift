import Broker
import LoginFlow

/// Which rare paths were reached, by name. A simulation that never came there has shown nothing of them.
struct Probes {
    private(set) var counts: [String: Int] = [:]

    mutating func hit(_ name: String) { counts[name, default: 0] += 1 }

    mutating func add(_ other: Probes) { counts.merge(other.counts, uniquingKeysWith: +) }

    /// What the run's seeds have not reached.
    var missing: [String] { Self.wanted.filter { counts[$0] == nil } }

    /// How often each was reached, the rarest first.
    var table: String {
        Self.wanted.map { (counts[$0] ?? 0, $0) }.sorted { $0 < $1 }
            .map { "\($0.0)\t\($0.1)" }.joined(separator: "\n")
    }

    // MARK: What must be reached

    static let wanted: [String] =
        states + hints + causes.map { "cause \($0)" } + refusals.map { "refusal \($0)" }
        + CallKind.allCases.map { "call \($0.rawValue)" } + crashes + others

    private static let states: [String] = [
        "state waiting", "state scanned", "state confirmed", "state face_checking",
        "state approved", "state redeemed", "state cancelled", "state replaced",
        "state denied changed_mind", "state denied not_me", "state denied level_declined",
        "state expired unscanned", "state expired undecided", "state expired unredeemed",
        "state failed wrong_number", "state failed face_failed", "state failed face_unavailable",
    ]

    /// All but `risk_blocked`: it is a phone that is blocked, and the login goes on. Nor does an
    /// operator switch anything here.
    private static let hints = Hint.allCases.filter { ![.riskBlocked, .switchedOff].contains($0) }
        .map { "hint \($0.rawValue)" }

    private static let causes = Transition.Cause.allCases.filter { $0 != .switchOff }
        .map(\.rawValue)

    /// Commits of a login, each lost in a crash and each kept by one that hid the answer.
    private static let crashes = ["start", "scan", "confirm", "face", "redeem"].flatMap {
        ["crash in \($0): lost", "crash in \($0): kept"]
    }

    private static let others = [
        "fault kill", "fault kill after flush", "fault power cut", "fault disk full",
        "fault broken flush", "crash idle",
        "crash while opening", "request lost", "answer lost", "request twice", "together",
        "two phones at once", "two redemptions at once", "replay of a redeem",
        "replay of a refresh", "clock forwards", "clock backwards", "late in a write",
        "at a deadline", "just before a deadline", "woken", "displaced", "wait timed out",
        "news between look and park", "news while looking", "woken phone", "second scan told",
        "late verdict", "verdict after a crash", "pruned", "delivery", "delivery lost",
        "resumed after a crash",
    ]

    /// Every refusal of the use cases that the wire can show; no network is blocked here, and portraits
    /// and registrations are no part of a login.
    private static let refusals =
        [
            "invalidRequest", "invalidClient", "originNotAllowed", "redirectURINotAllowed",
            "scopeNotAllowed", "walletNotAllowed", "notFound", "notWaiting", "sessionOver",
            "tooLateToCancel", "invalidAssertion", "replayedAssertion", "deviceKeyRequired",
            "unknownCode", "staleCode", "wrongSubject", "alreadyScanned", "wrongChallenge",
            "alreadyDecided", "missingAsk number", "missingAsk credential", "missingAsk pin",
            "missingAsk consent", "missingAsk terms", "missingAsk organisation",
            "credentialUnusable revoked", "credentialUnusable expired", "wrongReturn",
            "wrongNumber",
            "notAttested", "captureMismatch", "notNow", "unmetLevel", "rateLimited", "coolingDown",
            "crowded",
            "overloaded", "unavailable",
        ] + [
            "invalid_grant", "invalid_token", "invalid_scope", "authorization_pending", "slow_down",
            "access_denied", "expired_token", "login_required", "consent_required",
            "unknown_user_id",
        ] + ["insufficientAuthentication"]

    static func name(_ refusal: BrokerRefusal) -> String {
        switch refusal {
        case .missingAsk(let ask): "missingAsk \(ask)"
        case .credentialUnusable(let fault): "credentialUnusable \(fault.rawValue)"
        case .oauth(let refusal): refusal.rawValue
        case .invalidRequest: "invalidRequest"
        case .registration: "registration"
        case .insufficientAuthentication: "insufficientAuthentication"
        case .rateLimited: "rateLimited"
        case .coolingDown: "coolingDown"
        case .unavailable: "unavailable"
        case .invalidClient, .originNotAllowed, .redirectURINotAllowed, .scopeNotAllowed,
            .walletNotAllowed, .notFound, .notWaiting, .sameDeviceOnly, .sessionOver,
            .tooLateToCancel,
            .invalidAssertion, .replayedAssertion, .deviceKeyRequired, .unknownCode, .staleCode,
            .wrongSubject, .alreadyScanned, .riskBlocked, .wrongChallenge, .alreadyDecided,
            .wrongReturn, .noReference, .wrongNumber, .notAttested, .captureMismatch, .notNow,
            .unmetLevel, .crowded, .switchedOff, .overloaded:
            "\(refusal)"
        }
    }
}
