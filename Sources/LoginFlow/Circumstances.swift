/// What is known of a scan beside its code. As it begins, nothing is unusual.
package struct Circumstances: Sendable, Hashable {
    package var codeWasTyped = false
    /// The app was opened by a link, not by its camera.
    package var cameByLink = false
    /// The person has never logged in from this browser.
    package var isNewBrowser = false
    /// Page and phone are not in one network.
    package var isElsewhere = false
    /// Page and phone are in places too far apart for one person to see both.
    package var isFarAway = false
    /// More scans than people do: by this person, or from elsewhere of codes of this page's address.
    package var isHurried = false
    /// The person has refused or failed more than once of late.
    package var hasFailed = false
    /// So often that this person is to wait.
    package var isCoolingDown = false
    /// The page's address is in a network that the operator has closed.
    package var isBlockedNetwork = false

    package init() {}
}
