package import Tokens

/// What the attackers are given.
package struct AttackPlan: Sendable {
    /// A portal as the deployment knows it.
    package struct Client: Sendable {
        package var id: String
        package var redirectURI: String
        /// `nil` for a public client.
        package var secret: String?
        package var scope: String

        package init(id: String, redirectURI: String, secret: String?, scope: String) {
            self.id = id
            self.redirectURI = redirectURI
            self.secret = secret
            self.scope = scope
        }
    }

    /// A wallet with the key that signs for it.
    package struct Wallet: Sendable {
        package var id: String
        package var key: SigningKey

        package init(id: String, key: SigningKey) {
            self.id = id
            self.key = key
        }
    }

    /// What only somebody on the deployment's own machine has.
    package struct Inside: Sendable {
        /// The SQLite file; those beside it whose names begin the same are searched too.
        package var database: String?
        package var log: String?
        /// `qrbroker` itself, for a broker that may be killed.
        package var binary: String?

        package init(database: String? = nil, log: String? = nil, binary: String? = nil) {
            self.database = database
            self.log = log
            self.binary = binary
        }
    }

    package var client: Client
    package var otherClient: Client?
    package var wallet: Wallet
    package var otherWallet: Wallet?
    package var inside = Inside()
    package var counts = AttackCounts()
    /// This machine is one of the deployment's trusted proxies.
    package var isTrustedProxy = false

    package init(client: Client, wallet: Wallet) {
        self.client = client
        self.wallet = wallet
    }
}

/// How often the attacks that are about numbers try. The defaults are those of the catalogue.
package struct AttackCounts: Sendable, Equatable {
    /// Codes that are drawn to be predicted.
    package var codes = 10_000
    /// Times that confirm, cancel and expiry race.
    package var races = 500
    /// Decisions around a deadline.
    package var deadlines = 200
    /// Waiters released at once.
    package var waiters = 10_000
    /// Login sessions of a flood.
    package var flood = 300
    /// Seconds that one attack may wait for something to pass.
    package var longestWaitSeconds = 150

    package init() {}

    /// A tenth or less of everything: a look at whether a deployment is sound, in about a minute.
    package static var few: AttackCounts {
        var counts = AttackCounts()
        (counts.codes, counts.races, counts.deadlines) = (300, 24, 16)
        (counts.waiters, counts.flood, counts.longestWaitSeconds) = (200, 90, 8)
        return counts
    }
}
