/// Whether one more is allowed.
package enum Decision: Sendable, Hashable {
    /// Go on; `nil` where there is no limit.
    case allowed(Standing?)
    /// Too much for now; nothing was taken, and a refused try costs nothing.
    case refused(Standing)

    package var isAllowed: Bool {
        switch self {
        case .allowed: true
        case .refused: false
        }
    }
}

/// Where a key stands after a decision: all that the fields `RateLimit-Policy` and `RateLimit` of
/// draft-ietf-httpapi-ratelimit-headers (sections 3 and 4) and `Retry-After` say.
package struct Standing: Sendable, Hashable {
    /// `q` and `w` of the policy.
    package let allowance: Allowance
    /// `r`: whole tokens left.
    package let remaining: Int
    /// `t`: whole seconds, rounded up, until all of the allowance is there again.
    package let resetSeconds: Int
    /// Whole seconds, rounded up, until the next one would be allowed; 0 while some are left.
    package let retryAfterSeconds: Int
}
