/// What the circumstances of a scan call for; empty where nothing does. Every row that fits counts.
///
/// | circumstance | verdict | why |
/// | --- | --- | --- |
/// | code typed instead of scanned | `askNumberAlways` | a typed code can be read out on the telephone; no policy turns this off |
/// | opened by a link, not by a camera | `askNumber` | who follows a link need not see the page it came from |
/// | unknown browser and another network than the phone's | `askNumber` | the mark of a relayed code |
/// | far away from the phone | `askNumber` | nobody sees two screens that far apart |
/// | far away, and an unknown browser | `askFace` | the mark of a code relayed by a stranger |
/// | hurried, and another network than the phone's | `askNumber` | many codes of one page go to people elsewhere |
/// | the person has refused or failed of late, and another network | `askNumber` | somebody may be trying until they give in |
/// | the person is cooling down | `block` | so that whoever asks again and again gets nowhere |
/// | the page's network is closed | `block` | the operator knows who is there |
package struct RiskVerdict: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let allow: RiskVerdict = []
    /// Ask for the number where the policy says `risk`.
    package static let askNumber = RiskVerdict(rawValue: 1)
    /// Ask for the number whatever the policy says.
    package static let askNumberAlways = RiskVerdict(rawValue: 2)
    /// Ask for a face where the policy's `step_up` has it.
    package static let askFace = RiskVerdict(rawValue: 4)
    /// Refuse this phone.
    package static let block = RiskVerdict(rawValue: 8)

    package init(_ seen: Circumstances) {
        self = .allow
        if seen.codeWasTyped { insert(.askNumberAlways) }
        let isRelayed = seen.isNewBrowser || seen.isHurried || seen.hasFailed
        if seen.cameByLink || seen.isFarAway || (seen.isElsewhere && isRelayed) {
            insert(.askNumber)
        }
        if seen.isFarAway && seen.isNewBrowser { insert(.askFace) }
        if seen.isCoolingDown || seen.isBlockedNetwork { insert(.block) }
    }
}
