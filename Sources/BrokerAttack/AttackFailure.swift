/// Why an attack could not be played to its end.
package enum AttackFailure: Error, Sendable, Equatable {
    /// The command was not given what this needs.
    case needs(String)
    /// No connection, or no answer in time.
    case network(String)
    /// What an honest browser or phone asks for in preparation was refused.
    case refused(String)

    var verdict: Finding.Verdict {
        switch self {
        case .needs(let what): .notTried("needs \(what)")
        case .network(let what): .interrupted("network: \(what)")
        case .refused(let what): .interrupted("preparation: \(what)")
        }
    }
}
