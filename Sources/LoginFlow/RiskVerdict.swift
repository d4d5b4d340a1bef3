/// What the circumstances of a scan call for.
///
/// | circumstance | verdict | why |
/// | --- | --- | --- |
/// | code typed instead of scanned | `askNumberAlways` | a typed code can be read out on the telephone; no policy turns this off |
/// | opened by a link, not by a camera | `askNumber` | who follows a link need not see the page it came from |
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

    package init(
        codeWasTyped: Bool, cameByLink: Bool = false, isNewBrowser: Bool, isSameNetwork: Bool
    ) {
        if codeWasTyped {
            self = .askNumberAlways
        } else if cameByLink || (isNewBrowser && !isSameNetwork) {
            self = .askNumber
        } else {
            self = .allow
        }
    }
}
