import ArgumentParser

/// How a simulated person goes through a login.
enum Course: String, CaseIterable, Codable {
    case approve, deny
    /// The page is left, with the code on it or, every other time, already scanned.
    case abandon
    /// The face does not pass, as often as there are tries.
    case faceFail = "face-fail"
}

/// In which proportion people go which way: `approve=90,deny=3,abandon=5,face-fail=2`.
struct Mix: Equatable, ExpressibleByArgument {
    private(set) var weights: [(course: Course, weight: Int)]

    static let usual = Mix(argument: "approve=90,deny=3,abandon=5,face-fail=2")!
    private static let largestWeight = 1_000_000

    init?(argument: String) {
        weights = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let words = part.split(separator: "=", omittingEmptySubsequences: false)
            guard words.count == 2, let course = Course(rawValue: String(words[0])),
                let weight = Int(words[1]), (0...Self.largestWeight).contains(weight),
                !weights.contains(where: { $0.course == course })
            else { return nil }
            weights.append((course, weight))
        }
        guard total > 0 else { return nil }
    }

    var total: Int { weights.reduce(0) { $0 + $1.weight } }

    static func == (one: Mix, other: Mix) -> Bool {
        one.weights.elementsEqual(other.weights) { $0 == $1 }
    }

    var text: String {
        weights.map { "\($0.course.rawValue)=\($0.weight)" }.joined(separator: ",")
    }

    var defaultValueDescription: String { text }
}

/// Deals out courses in the proportion of a mix, evenly spread: after as many as the weights add up
/// to, each was dealt exactly its weight. Chance would make two runs differ for no reason.
struct Dealer {
    private let mix: Mix
    private var credit: [Int]

    init(_ mix: Mix) {
        self.mix = mix
        credit = mix.weights.map { _ in 0 }
    }

    mutating func next() -> Course {
        var best = 0
        for index in credit.indices {
            credit[index] += mix.weights[index].weight
            if credit[index] > credit[best] { best = index }
        }
        credit[best] -= mix.total
        return mix.weights[best].course
    }
}
