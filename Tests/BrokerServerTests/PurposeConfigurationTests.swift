import Broker
import BrokerServer
import LoginFlow
import Testing

@Suite("Policies by purpose and wallet") struct PurposeConfigurationTests {
    /// A portal with ten wallets, each with a rotation of its own, from 10 s down.
    private func purpose(_ more: String = "") throws -> RelyingParty.PurposePolicy? {
        let numbers = 1...10
        let wallets = numbers.map { "{ id: w\($0), jwks_file: keys.json }" }
        let policies = numbers.map { "p\($0): { asks: [consent], qr_rotation: \(11 - $0) }" }
        let chosen = numbers.map { "w\($0): p\($0)" }
        let text = """
            issuer: https://login.example
            relying_parties:
              - { id: portal, domain: portal.example, public: true,
                  redirect_uris: [https://portal.example/cb],
                  policies: { login: { \(chosen.joined(separator: ", "))\(more) } } }
            wallets: [\(wallets.joined(separator: ", "))]
            policies: { \(policies.joined(separator: ", ")) }
            """
        return try ConfigurationFile.load(text).broker.relyingParties["portal"]?.policies[.login]
    }

    @Test func eachWalletHasItsOwn() throws {
        #expect(try purpose()?.policy(for: "w4").rotation == 7)
    }

    /// What the page does before anybody has scanned must not be another thing after each start.
    @Test func withoutADefaultTheFirstWalletsCountsBeforeTheScan() throws {
        #expect(try purpose()?.fallback.rotation == 10)
        #expect(try purpose(", default: p3")?.fallback.rotation == 8)
    }
}
