package import LoginFlow

/// A device key that a wallet has vouched for.
package struct Device: Sendable, Equatable {
    /// Digest of (wallet, person): a key is enrolled for one person of one wallet.
    package let person: Digest
    /// RFC 7638 thumbprint of the key.
    package let kid: String
    package let wallet: String
    /// Stands for the device, and is no name of it.
    package let deviceID: String
    /// The public JWK as JSON text.
    package let jwk: String
    /// What results it may vouch for: `pin`, `face`.
    package let attests: [String]

    package init(
        person: Digest, kid: String, wallet: String, deviceID: String, jwk: String,
        attests: [String]
    ) {
        self.person = person
        self.kid = kid
        self.wallet = wallet
        self.deviceID = deviceID
        self.jwk = jwk
        self.attests = attests
    }
}

/// A device as it lies in the database, with what is known of it.
package struct KeptDevice: Sendable {
    package let device: Device
    package let enrolledAt: Moment
    /// To the day.
    package let lastAt: Moment
    package let revokedAt: Moment?
    /// What it has last decided, sealed.
    package let lastUse: [UInt8]?
    /// The wallet's words for it, sealed, the latest last.
    package let words: [[UInt8]]
}
