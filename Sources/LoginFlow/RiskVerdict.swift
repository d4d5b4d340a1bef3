/// What the circumstances of a scan call for.
///
/// | circumstance | verdict | why |
/// | --- | --- | --- |
/// | code typed instead of scanned | `askNumberAlways` | a typed code can be read out on the telephone; no policy turns this off |
/// | unknown browser and another network than the phone's | `askNumber` | the mark of a relayed code |
/// | anything else | `allow` | |
package enum RiskVerdict: Sendable, Hashable, CaseIterable {
    case allow
    /// Ask where the policy says `risk`.
    case askNumber
    /// Ask whatever the policy says.
    case askNumberAlways
    /// Refuse this phone.
    case block

    package init(codeWasTyped: Bool, isNewBrowser: Bool, isSameNetwork: Bool) {
        if codeWasTyped {
            self = .askNumberAlways
        } else if isNewBrowser && !isSameNetwork {
            self = .askNumber
        } else {
            self = .allow
        }
    }
}
