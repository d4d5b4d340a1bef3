package import LoginFlow
import NIOConcurrencyHelpers
package import Tokens

/// The keys that sign tokens, old ones still known and new ones not yet in use.
package final class TokenSigners: Sendable {
    /// A key and since when it exists.
    package struct Entry: Sendable {
        package let key: SigningKey
        package let madeAt: Moment

        package init(key: SigningKey, madeAt: Moment) {
            self.key = key
            self.madeAt = madeAt
        }
    }

    /// How long a new key is shown before it signs. `/jwks` may be kept for 300 s, so after twice
    /// that everybody has had the chance to read it.
    package static let showing: Seconds = 600

    private let entries: NIOLockedValueBox<[Entry]>

    package init(_ entries: [Entry]) { self.entries = NIOLockedValueBox(entries) }

    /// Takes the keys of a key file that has changed.
    package func replace(_ entries: [Entry]) { self.entries.withLockedValue { $0 = entries } }

    /// The newest key that has been shown long enough; where there is none, the oldest.
    func key(_ algorithm: SignatureAlgorithm, at now: Moment) -> SigningKey? {
        let keys = entries.withLockedValue { $0 }.filter { $0.key.algorithm == algorithm }
            .sorted { $0.madeAt < $1.madeAt }
        return (keys.last { $0.madeAt + Self.showing <= now } ?? keys.first)?.key
    }

    /// When the newest key of its kind was made, of the kind that was renewed longest ago.
    package var renewedAt: Moment? {
        Dictionary(grouping: entries.withLockedValue { $0 }, by: \.key.algorithm)
            .values.compactMap { $0.map(\.madeAt).max() }.min()
    }

    package var algorithms: Set<SignatureAlgorithm> {
        Set(entries.withLockedValue { $0.map(\.key.algorithm) })
    }

    /// The public keys, for `/jwks`.
    package var publicKeys: KeySet {
        KeySet(entries.withLockedValue { $0.map(\.key.publicKey) })
    }
}
