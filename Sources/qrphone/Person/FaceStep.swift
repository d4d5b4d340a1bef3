import StrictJSON

/// What the wallet says about a face.
enum FaceResult: Equatable {
    case pass
    case fail(reason: String)
    case error

    /// - Parameter reference: the wallet's own number of the check, for its records.
    func members(reference: String) -> JSONObject {
        var members = JSONObject()
        switch self {
        case .pass:
            members.append("result", "pass")
            members.append("liveness", true)
            members.append("score", .double(0.93))
        case .fail(let reason):
            members.append("result", "fail")
            members.append("reason", reason)
            members.append("liveness", .bool(reason != "not_live"))
            members.append("score", .double(0.12))
        case .error:
            members.append("result", "error")
            members.append("reason", "provider_error")
        }
        members.append("provider", "qrphone")
        members.append("reference", reference)
        return members
    }
}

/// What to do about an open face check.
enum FaceStep: Equatable {
    case send(FaceResult)
    /// Pictures for the broker to judge, as they were taken.
    case capture([Photo])
    /// The check is begun where somebody else judges; the person opens the page there.
    case visit
    /// The person has changed their mind, which they may until the face has passed.
    case deny(DenyReason)
    /// Nothing is sent: the check runs out, or another phone ends it.
    case leave
}
