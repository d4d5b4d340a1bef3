/// What came of one attack.
package struct Finding: Sendable {
    package enum Verdict: Sendable, Equatable {
        /// It was played, and got nowhere.
        case held
        /// It succeeded, at least in part.
        case broken
        /// It needs what the command was not given; the text says what.
        case notTried(String)
        /// Something else came between: the text says what. Neither a proof nor a success.
        case interrupted(String)

        /// The word in reports.
        package var word: String {
            switch self {
            case .held: "held"
            case .broken: "broken"
            case .notTried: "not tried"
            case .interrupted: "interrupted"
            }
        }

        /// Why there is no proof either way.
        package var reason: String? {
            switch self {
            case .held, .broken: nil
            case .notTried(let reason), .interrupted(let reason): reason
            }
        }
    }

    /// One thing that was seen.
    package struct Observation: Sendable, Equatable {
        package let text: String
        package let isBreach: Bool
        /// How many times in a row.
        package fileprivate(set) var times = 1

        /// With the number of times, where it was more than once.
        package var fullText: String { times == 1 ? text : "\(text) (\(times) times)" }
    }

    package private(set) var tried = ""
    package private(set) var observations: [Observation] = []
    /// What "held" does not mean here; every report says it.
    package private(set) var caveat: String?
    private var obstacle: Verdict?

    package init() {}

    /// Says what is tried.
    mutating func begin(_ tried: String) { self.tried = tried }

    /// What a reader must not take the verdict for.
    mutating func limit(_ caveat: String) { self.caveat = caveat }

    /// The attack could not be played, or not to its end.
    mutating func end(_ obstacle: Verdict) { self.obstacle = obstacle }

    /// Something was seen that must be so; where it is not, the attack has succeeded.
    mutating func check(_ holds: Bool, _ seen: String) {
        if let last = observations.last, last.text == seen, last.isBreach == !holds {
            observations[observations.count - 1].times += 1
        } else {
            observations.append(Observation(text: seen, isBreach: !holds))
        }
    }

    /// Something was seen that proves nothing.
    mutating func note(_ seen: String) { check(true, seen) }

    /// What was seen before an obstacle ended the attack still counts.
    package var verdict: Verdict {
        if observations.contains(where: \.isBreach) { return .broken }
        return obstacle ?? (observations.isEmpty ? .interrupted("nothing was seen") : .held)
    }
}
