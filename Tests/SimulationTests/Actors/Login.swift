import Broker
import LoginFlow
import Secrets

/// One login session as those outside know it: the page all of it, the others what they saw.
final class Login {
    let number: Int
    let id: SessionID
    let client: String
    let channel: Channel
    let poll: PollToken
    /// The PKCE verifier.
    let verifier: String
    /// Codes that were on the page, oldest first, and the one to be typed.
    var payloads: [String] = []
    var userCode: String?
    var sameDevicePayload: String?
    /// What the page has seen.
    var seen: Int64 = 0
    var matchNumber: String?
    var code: String?
    var scopes: [String] = []
    var tokens: [IssuedTokens] = []
    /// What each phone was told: the challenge, and the open face check.
    var challenges: [Int: String] = [:]
    var checks: [Int: [(id: String, challenge: String)]] = [:]
    var returnTo: String?

    init(
        number: Int, id: SessionID, client: String, channel: Channel, poll: PollToken,
        verifier: String
    ) {
        self.number = number
        self.id = id
        self.client = client
        self.channel = channel
        self.poll = poll
        self.verifier = verifier
    }

    var name: String { "L\(number)" }
}
