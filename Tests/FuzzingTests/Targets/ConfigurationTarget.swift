import Broker
import BrokerServer
import Foundation
import LoginFlow
import StrictJSON
import Tokens

extension FuzzTarget {
    private static let folder: String = {
        let folder = TemporaryFolder.url
        let keys = KeySet([SignedFixture.walletKey.publicKey]).jwks.serialized()
        try? Data(keys).write(to: folder.appending(path: "keys.json"))
        return folder.path
    }()

    /// What operators write.
    static let configuration = FuzzTarget(
        "configuration",
        [
            """
            issuer: https://login.example
            listen: 127.0.0.1:8080
            relying_parties:
              - { id: portal, domain: portal.example, redirect_uris: [https://portal.example/cb],
                  public: true, policies: { login: default } }
            wallets: [{ id: wallet, jwks_file: keys.json }]
            policies: { default: { asks: [consent] } }
            """,
            """
            issuer: https://login.example
            shutdown_grace: 20
            sign_in_lifetime: 3600
            log: { level: info, format: json }
            limits: { create_per_address: 60/60 }
            policies:
              default:
                asks: [pin, consent]
                lifetimes: { scan: 120, decide: 120 }
                number_match: always
                qr_rotation: 2
            wallets:
              - id: wallet
                jwks_file: keys.json
                attests: [pin]
                name: { en: Wallet, zh-CN: 钱包 }
            relying_parties:
              - id: portal
                domain: portal.example
                redirect_uris: ["https://portal.example/cb"]
                public: true
                policies: { login: default }
            """,
        ],
        words: [
            "- ", ": ", "{", "}", "[", "]", "&a ", "*a", "<<: *a", "!!binary ", "|\n", ">\n", "# ",
            "---\n", "...\n",
            "\n  ", "\n", "issuer: ", "listen: ", "true", "~", "60/60", "1/0", "off",
            "javascript:alert(1)",
            "https://login.example/#", "!!int ", "? ",
        ], oneSeedIn: 2
    ) { input in
        guard let input = text(input) else { return .refused }
        do {
            let configuration = try ServerConfiguration.load(text: input, folder: folder)
            try check(configuration)
            return .taken
        } catch let failure as ConfigurationFailure {
            try demand(failure.issues.contains { $0.severity == .error }, "an error is said")
            for issue in failure.issues {
                try demand(!issue.path.isEmpty && !issue.message.isEmpty, "where, and what")
                try demand(issue.line.map { $0 > 0 } ?? true, "lines are counted from one")
            }
            return .refused
        }
    }

    private static func check(_ configuration: ServerConfiguration) throws {
        let settings = configuration.broker
        try demand(
            (300...2_592_000).contains(settings.signInLifetime.count),
            "a sign-in lasts as long as it may")
        try demand((0...63_072_000).contains(configuration.signingKeyAge), "a key, too")
        try demand((0...65_535).contains(configuration.listen.port), "a port")
        try demand((1...300).contains(configuration.shutdownGrace), "the grace is inside its range")
        try demand(URL(string: settings.issuer)?.host?.isEmpty == false, "the issuer is an address")
        try demand(!settings.issuer.hasSuffix("/"), "without a slash at its end")
        for party in settings.relyingParties.values {
            try demand(!party.id.isEmpty, "a portal has an id")
            try demand(
                party.redirectURIs.allSatisfy(PortalAddress.isRedirectURI), "where browsers may go")
        }
        for policy in settings.policies.values {
            try demand(
                (0...30).contains(policy.rotation.count), "codes change as often as they may")
            let lifetimes = policy.lifetimes
            for one in [lifetimes.scan, lifetimes.decide, lifetimes.face, lifetimes.redeem] {
                try demand(one.count > 0, "a lifetime lasts")
            }
        }
    }
}
