/// The word for a state that pages, phones, the audit trail and the database share.
package enum Status: String, Sendable, CaseIterable {
    case waiting
    case scanned
    case confirmed
    case faceChecking = "face_checking"
    case approved
    case redeemed
    case denied
    case cancelled
    case expired
    case failed
    case replaced

    /// Whether the login session is over. `approved` is not: it may still be redeemed or expire.
    package var isTerminal: Bool {
        switch self {
        case .waiting, .scanned, .confirmed, .faceChecking, .approved: false
        case .redeemed, .denied, .cancelled, .expired, .failed, .replaced: true
        }
    }
}
