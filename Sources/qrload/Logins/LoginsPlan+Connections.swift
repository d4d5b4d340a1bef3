import NIOCore

/// How many connections a plan may need: so many open files must be allowed before it begins.
extension LoginsPlan {
    /// Moments in which a person thinks: over the code, over the decision, before a face or two.
    private static let thoughts = 4.0
    /// The trial before the run, and those opened while others are just being given back.
    private static let spare = 64
    /// More than any system allows; it keeps absurd rates out of whole numbers.
    private static let most = 1e9

    func connections(_ settings: Stage.Settings) -> Int {
        let ofLogins =
            switch arrivals {
            case .closed(let slots): 3 * Double(slots)
            case .open(let rate): connections(at: rate, settings)
            }
        return held + Int(min(ofLogins, Self.most).rounded(.up)) + Self.spare
    }

    /// The options that make them fewer.
    var waysToFewerConnections: String {
        switch arrivals {
        case .open: "a lower --rate, --duration, --patience, --most-in-flight or --hold"
        case .closed: "a lower --concurrency or --hold"
        }
    }

    /// A login has its page's and its phone's, and the portal's in place of the page's in the end;
    /// those of the portals stay open beside the others, as many as redeem in one second.
    private func connections(at rate: Double, _ settings: Stage.Settings) -> Double {
        let all = rate * (duration.seconds - ramp.seconds / 2)
        let underWay = min(rate * Self.longest(settings), all, Double(mostInFlight))
        return 2 * underWay + min(rate, underWay)
    }

    /// Seconds that a login may take: one answer all of the patience there is. A server that hangs
    /// does so for all logins at once, and those given up are over.
    private static func longest(_ settings: Stage.Settings) -> Double {
        thoughts * settings.think.seconds + settings.patience.seconds
    }
}
