import LoginFlow

/// What face providers count.
package enum FaceEvent: String, Sendable, CaseIterable {
    case pass
    case fail
    /// A provider could not judge.
    case error
    /// A check was turned away because too many wait already.
    case overloaded
    case workerReady = "worker_ready"
    /// A worker ended, by itself or because it was killed; a healthy broker counts none.
    case workerEnded = "worker_ended"
    /// A message of the remote provider was not signed by it.
    case wrongSignature = "wrong_signature"

    /// - Parameter progress: one that decides.
    init?(_ progress: FaceProgress) {
        switch progress {
        case .verdict(.pass), .recognised: self = .pass
        case .verdict(.fail): self = .fail
        case .verdict(.error): self = .error
        case .overloaded: self = .overloaded
        case .visit, .notYet, .notAttested, .wrongEvidence: return nil
        }
    }
}
