import Broker
import Places

/// What the risk of a scan is judged by.
extension ServerConfiguration {
    static func readRisk(
        _ section: ConfigurationSection, _ files: ConfigurationFiles
    ) -> (settings: RiskSettings, placeDatabase: String?) {
        let risk = section.section("risk")
        var settings = RiskSettings()
        let file = risk.text(
            "place_database", nil,
            "file in MaxMind's format that says where addresses are; without it, addresses are compared"
        )
        if let file { check(files.path(file), risk) }
        settings.farAway = risk.number(
            "far_away", settings.farAway, 50...20_000, "km",
            "between page and phone, beyond which more is asked")
        settings.blockedNetworks = risk.networks(
            "blocked_networks", "addresses or networks whose pages nobody logs in at")
        settings.scansPerSubject = risk.allowance(
            "scans_per_subject", settings.scansPerSubject,
            "scans of one person before more is asked")
        settings.strangersPerAddress = risk.allowance(
            "strangers_per_address", settings.strangersPerAddress,
            "scans from other networks of codes shown at one address before more is asked")
        settings.failuresPerSubject = risk.allowance(
            "failures_per_subject", settings.failuresPerSubject,
            "refusals and failures of one person before they are left in peace")
        risk.finish()
        return (settings, file.map(files.path))
    }

    private static func check(_ path: String, _ risk: ConfigurationSection) {
        do throws(PlaceDatabase.Failure) {
            _ = try PlaceDatabase(path: path)
        } catch {
            risk.complain("cannot be used: \(error.reason)", at: "place_database")
        }
    }
}
