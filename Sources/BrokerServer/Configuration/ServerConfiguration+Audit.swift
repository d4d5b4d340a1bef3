import Broker
import LoginFlow

/// What proves logins afterwards.
extension ServerConfiguration {
    /// How often the audit trail is signed.
    package struct Audit: Sendable, Equatable {
        /// Rows.
        package var checkpointRows: Int
        /// Seconds.
        package var checkpointInterval: Int
    }

    static func readAudit(
        _ section: ConfigurationSection
    ) -> (audit: Audit, evidenceLifetime: Seconds) {
        let audit = section.section("audit")
        let rows = audit.number(
            "checkpoint_rows", 1_000, 1...1_000_000, "rows",
            "after which the audit trail is signed: at most so many can be altered unnoticed")
        let interval = audit.number(
            "checkpoint_interval", 60, 1...86_400, "seconds",
            "after which it is signed where fewer rows have come")
        let lifetime = audit.number(
            "evidence_lifetime", BrokerSettings.standardEvidenceLifetime.count, 0...315_360_000,
            "seconds", "signed decisions are kept, encrypted; 0: only that there was one")
        audit.finish()
        return (
            Audit(checkpointRows: rows, checkpointInterval: interval), Seconds(lifetime)
        )
    }
}
