/// Why a face check did not pass, in words that guide the person.
package enum FaceReason: String, Sendable, CaseIterable {
    case noFace = "no_face"
    case manyFaces = "many_faces"
    case tooDark = "too_dark"
    case blurred
    case occluded
    case mismatch
    case notLive = "not_live"
    case timeout
    case providerError = "provider_error"
}

/// How one face check ended.
package enum FaceVerdict: Sendable, Hashable {
    case pass
    /// Uses up a try.
    case fail(FaceReason)
    /// The provider could not judge; uses up no try.
    case error

    package var reason: FaceReason? {
        switch self {
        case .pass: nil
        case .fail(let reason): reason
        case .error: .providerError
        }
    }
}
