import Broker
import BrokerServer
import LoginFlow
import Testing

/// How often the trail is signed, and how long what phones signed is kept.
@Suite("Configuration: audit") struct AuditConfigurationTests {
    @Test(arguments: [
        ("checkpoint_rows: 1", true), ("checkpoint_rows: 0", false),
        ("checkpoint_rows: 1000000", true), ("checkpoint_rows: 1000001", false),
        ("checkpoint_interval: 1", true), ("checkpoint_interval: 0", false),
        ("checkpoint_interval: 86400", true), ("checkpoint_interval: 86401", false),
        ("evidence_lifetime: 0", true), ("evidence_lifetime: -1", false),
        ("evidence_lifetime: 315360000", true), ("evidence_lifetime: 315360001", false),
        ("every: 5", false),
    ])
    func spansHaveBounds(line: String, isGood: Bool) {
        let path = "audit." + line.prefix { $0 != ":" }
        let issues = ConfigurationFile(more: "audit: { \(line) }").issues
        #expect(issues == (isGood ? [] : [path]))
    }

    @Test func theyAreTakenUp() throws {
        let plain = try ConfigurationFile().load()
        #expect(plain.audit.checkpointRows == 1_000)
        #expect(plain.audit.checkpointInterval == 60)
        #expect(plain.broker.evidenceLifetime == 15_552_000)
        let other = try ConfigurationFile(
            more: """
                audit: { checkpoint_rows: 7, checkpoint_interval: 8, evidence_lifetime: 9 }
                """
        ).load()
        #expect(other.audit.checkpointRows == 7)
        #expect(other.audit.checkpointInterval == 8)
        #expect(other.broker.evidenceLifetime == 9)
    }

    @Test func theReferenceNamesThem() {
        let reference = ConfigurationReference.text()
        for name in ["checkpoint_rows", "checkpoint_interval", "evidence_lifetime"] {
            #expect(reference.contains("\naudit.\(name)\n"))
        }
    }
}
