import Addresses
import LoginFlow
import Tokens

extension Broker {
    /// Whether a portal may bring this to the token endpoint at all, before anything it brings is
    /// looked at: a proof of possession costs a durable write, and a code is used up by being tried.
    package func admitTokenRequest(
        _ grant: RelyingParty.GrantType, by party: RelyingParty, address: String
    ) throws(BrokerRefusal) {
        try require(grant, of: party)
        if party.isPublic {
            try requireSome(limits.invalidStatementPerAddress, IPNetwork.limitKey(address))
        }
        try take(limits.tokenPerClient, party.id)
        // Without a key nothing could be given for what is used up.
        guard signers.key(party.idTokenAlgorithm, at: clock.now()) != nil
        else { throw .unavailable("no \(party.idTokenAlgorithm.rawValue) key that signs") }
    }

    /// A portal may bring only what it is registered for (RFC 6749 section 5.2).
    func require(
        _ grant: RelyingParty.GrantType, of party: RelyingParty
    ) throws(BrokerRefusal) {
        guard party.grantTypes.contains(grant) else { throw .oauth(.unauthorizedClient) }
    }

    /// Unknown codes and tokens count by address for public clients only. A portal's server brings
    /// whatever visitors throw at its callback, and must not be locked out by that.
    func countGuess(by party: RelyingParty, address: String) {
        guard party.isPublic else { return }
        count(limits.invalidStatementPerAddress, IPNetwork.limitKey(address))
    }
}
