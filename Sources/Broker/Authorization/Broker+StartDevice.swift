import LoginFlow
import Secrets
import SessionStore

/// What a program shows to its person (RFC 8628 section 3.2).
package struct DeviceAuthorization: Sendable {
    package let deviceCode: String
    package let userCode: String
    /// The text of the code to scan.
    package let payload: String
    /// Seconds until nothing can come of it any more; there is less time to scan.
    package let expiresIn: Int
    package let interval: Int
}

extension Broker {
    /// Starts a login session for a program without a browser. Its code never rotates, because a
    /// program prints it once.
    package func startDevice(
        _ asked: StartRequest, requester: Requester
    ) async throws(BrokerRefusal) -> DeviceAuthorization {
        var checked = try check(asked)
        try require(.deviceCode, of: checked.party)
        // A text to type is part of this grant (RFC 8628 section 3.2), whatever pages show.
        checked.policy.userCode = true
        let (record, poll) = try await open(checked, requester)
        return DeviceAuthorization(
            deviceCode: poll.exposedText, userCode: keys.userCode(for: poll).exposedText,
            payload: frame(of: record, poll).payload,
            expiresIn: checked.policy.lifetimes.total.count, interval: PollPace.interval)
    }
}
