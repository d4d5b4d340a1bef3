/// How a message to a portal fared.
enum DeliveryOutcome: String, Sendable, CaseIterable {
    /// The portal has taken it.
    case heard
    /// The portal never will: the same message again would meet the same no.
    case refused
    /// The portal stumbles over this one now; the others may go.
    case failed
    /// There is no portal to be spoken to, for no message.
    case unreachable

    /// - Parameter status: of the portal's answer.
    init(status: UInt) {
        switch status {
        case 200..<300: self = .heard
        // These two of the refusals mean later (RFC 9110 section 15.5.9, RFC 6585 section 4).
        case 408, 429: self = .failed
        case 400..<500: self = .refused
        default: self = .failed
        }
    }
}
