package import LoginFlow
package import RateLimiting

/// Terms a person may be asked to accept.
package struct Terms: Sendable {
    package let version: String
    package let title: LocalizedText
    package let url: String

    package init(version: String, title: LocalizedText, url: String) {
        self.version = version
        self.title = title
        self.url = url
    }
}

/// The limits of PROTOCOL section 6; `nil` is off.
package struct LimitSettings: Sendable {
    package var createPerAddress = Allowance(count: 60, seconds: 60)
    package var createPerClient = Allowance(count: 6000, seconds: 60)
    /// Four calls for each of a thousand logins a second: what one broker is made for.
    package var walletCallsPerWallet = Allowance(count: 240_000, seconds: 60)
    package var walletCallsPerSubject = Allowance(count: 120, seconds: 60)
    package var unknownCodePerSubject = Allowance(count: 20, seconds: 60)
    package var tokenPerClient = Allowance(count: 6000, seconds: 60)
    package var invalidStatementPerAddress = Allowance(count: 60, seconds: 60)
    package var capturesPerSubject = Allowance(count: 20, seconds: 60)
    package var portraitsPerLogin = Allowance(count: 20, seconds: 600)
    /// Requests worked on at a time before new logins are turned away. Two processors work off about
    /// 2,500 a second (see the guide Capacity), so nobody waits much longer than 0.2 s for the others.
    /// Where they wait too long all the same, new logins are turned away sooner.
    package var concurrentRequests = 500

    package init() {}
}

/// What portals that register themselves may have.
package struct RegistrationSettings: Sendable {
    /// Digest of the token that lets a portal register (RFC 7591 section 3).
    package let initialAccessToken: Digest
    package let policy: Policy
    package let wallets: [String]
    package let scopes: [String]
    /// Portals that may be registered at all: each is looked at when any changes.
    package let maximum: Int

    package init(
        initialAccessToken: Digest, policy: Policy, wallets: [String], scopes: [String],
        maximum: Int
    ) {
        self.initialAccessToken = initialAccessToken
        self.policy = policy
        self.wallets = wallets
        self.scopes = scopes
        self.maximum = maximum
    }
}

/// All that configuration decides about the use cases.
package struct BrokerSettings: Sendable {
    /// The public URL, without a slash at its end.
    package var issuer: String
    package var relyingParties: [String: RelyingParty]
    /// In the order of the configuration.
    package var wallets: [Wallet]
    package var terms: [String: Terms]
    package var limits: LimitSettings
    package var risk = RiskSettings()
    /// How long a sign-in at the broker lasts without offline access.
    package var signInLifetime: Seconds = 43_200
    /// How long signed statements are kept with the audit trail; 0: not at all.
    package var evidenceLifetime = Self.standardEvidenceLifetime
    package var levels = AssuranceRules.standard
    /// `nil`: portals cannot register themselves.
    package var registration: RegistrationSettings?
    /// By the name that registrations use.
    package var policies: [String: Policy] = [:]

    /// Half a year: who denies a login or an approval does so within months.
    package static let standardEvidenceLifetime: Seconds = 15_552_000

    private let walletsByID: [String: Wallet]

    package init(
        issuer: String, relyingParties: [RelyingParty], wallets: [Wallet],
        terms: [String: Terms], limits: LimitSettings
    ) {
        self.issuer = issuer
        self.relyingParties = Dictionary(
            relyingParties.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.wallets = wallets
        self.terms = terms
        self.limits = limits
        walletsByID = Dictionary(
            wallets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a sign-in of one portal may answer for another one, so that all a wallet says of a
    /// person must be kept, and not only what the first portal may know.
    package var keepsClaims: Bool {
        policies.values.contains { $0.singleSignOn > 0 }
    }

    package func wallet(_ id: String) -> Wallet? { walletsByID[id] }

    /// Scheme, host and port of the issuer: the origin of the broker's own pages.
    package var origin: String { Self.origin(of: issuer) }

    /// The other servers whose logos the operator has written down; a portal that registered itself
    /// gets nobody to call its server.
    package var imageOrigins: [String] {
        let logos =
            relyingParties.values.map(\.logoURI) + wallets.map(\.logoURI)
            + wallets.flatMap(\.apps).map(\.logoURI)
        let origins = logos.compactMap { logo in
            logo.flatMap { $0.hasPrefix("https://") ? Self.origin(of: $0) : nil }
        }.filter { origin in
            // Nothing that means something else in a list of sources.
            origin.utf8.allSatisfy {
                (0x2D...0x3A).contains($0) || (0x61...0x7A).contains($0 | 0x20)
            }
        }
        return Set(origins).sorted()
    }

    private static func origin(of address: String) -> String {
        let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.prefix(3).joined(separator: "/")
    }
}
