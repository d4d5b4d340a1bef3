/// The one device that has claimed a login session (INV-1), as keyed digests.
package struct Claim: Sendable, Hashable {
    package let wallet: String
    /// Digest of (wallet, person, device).
    package let device: Digest
    /// Thumbprint of the device key that signed the scan; `nil` when a key of the wallet did.
    package let deviceKey: String?
    /// Digest of (wallet, person): what is kept about one person is found by it. It decides nothing;
    /// absent in logins that began before it was kept.
    package let person: Digest?
    /// Whether this claim must name the two digits before anything else.
    package var asksNumber: Bool

    package init(
        wallet: String, device: Digest, deviceKey: String?, person: Digest? = nil,
        asksNumber: Bool = false
    ) {
        self.wallet = wallet
        self.device = device
        self.deviceKey = deviceKey
        self.person = person
        self.asksNumber = asksNumber
    }

    /// The same claim as of this person.
    package func with(person: Digest) -> Claim {
        Claim(
            wallet: wallet, device: device, deviceKey: deviceKey, person: person,
            asksNumber: asksNumber)
    }

    /// Whether a later statement comes from the same claimant.
    package func isSame(as other: Claim) -> Bool {
        device == other.device && deviceKey == other.deviceKey
    }

    /// Whether the wallet itself speaks for the claimant's device: good for face results only.
    package func isSpokenFor(by other: Claim) -> Bool {
        device == other.device && (other.deviceKey == nil || other.deviceKey == deviceKey)
    }
}
