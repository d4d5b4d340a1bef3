import Addresses
import RateLimiting

/// Values that have a notation of their own.
extension ConfigurationSection {
    /// How much of something is allowed; `nil` is off.
    func allowance(_ key: String, _ fallback: Allowance?, _ meaning: String) -> Allowance? {
        let standard = fallback.map { "\($0.count)/\($0.seconds)" } ?? "off"
        record(key, "count/seconds, or off", standard, meaning)
        guard let text = text(key, standard, meaning), text != "off" else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let count = parts[0], let seconds = parts[1],
            let allowance = Allowance(count: count, seconds: seconds)
        else {
            complain("must be count/seconds such as 60/60, or off", at: key)
            return fallback
        }
        return allowance
    }

    /// A list of networks; without it, none.
    func networks(_ key: String, _ meaning: String) -> [IPNetwork] {
        (texts(key, [], meaning) ?? []).compactMap { text in
            let network = IPNetwork(text)
            if network == nil {
                complain("must be addresses or networks such as 10.0.0.0/8", at: key)
            }
            return network
        }
    }
}
