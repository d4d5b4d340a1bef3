import StrictJSON

/// What a token endpoint says to a device that asks again (RFC 8628, section 3.5).
enum PollAnswer: Equatable {
    case tokens(TokenSet)
    /// The person has not decided yet.
    case pending
    /// Not yet either, and it was asked too often.
    case slowDown
    /// The provider is too busy to say; seconds to stay away, if it names them.
    case busy(retryAfter: Int?)
    /// Nobody answered; the next time they may.
    case unreachable(String)
    /// There will never be tokens.
    case over(LoginFailure)

    init(_ response: Response) {
        let error = response.body["error"]?.string
        switch (response.status, error) {
        case (200, _): self = Self.granted(response)
        case (_, "authorization_pending"): self = .pending
        case (_, "slow_down"): self = .slowDown
        case (_, "access_denied"): self = .over(.denied)
        case (_, "expired_token"): self = .over(.expired)
        case (429, _), (500..., _): self = .busy(retryAfter: response.retryAfter)
        default: self = Self.refused(response)
        }
    }

    private static func granted(_ response: Response) -> PollAnswer {
        do {
            return .tokens(try TokenSet(response.body))
        } catch {
            return .over(error)
        }
    }

    private static func refused(_ response: Response) -> PollAnswer {
        do {
            try response.checkForRefusal()
            return .over(.malformedAnswer("HTTP \(response.status)"))
        } catch {
            return .over(error)
        }
    }
}
