package import Addresses
package import RateLimiting

/// What the risk of a scan is judged by; for each allowance `nil` is off.
package struct RiskSettings: Sendable {
    /// Pages in these may be looked at, but nobody logs in there.
    package var blockedNetworks: [IPNetwork] = []
    /// Kilometres between page and phone. A mobile network's addresses are often placed in its
    /// operator's town, a few hundred kilometres away.
    package var farAway = 500
    /// Scans by one person; more is no human pace.
    package var scansPerSubject = Allowance(count: 20, seconds: 600)
    /// Scans of codes that one address shows, by phones in other networks: more is either a busy hall or
    /// one attacker with many victims.
    package var strangersPerAddress = Allowance(count: 30, seconds: 600)
    /// What one person refuses or fails in a row: "not me", a wrong number, a face that is not theirs.
    /// Used up, the person is left in peace until one is back.
    package var failuresPerSubject = Allowance(count: 20, seconds: 3600)

    package init() {}
}
