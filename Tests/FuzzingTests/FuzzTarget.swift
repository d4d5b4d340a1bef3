/// One thing that reads what strangers write, and what must hold of it.
struct FuzzTarget: Sendable {
    let name: String
    /// What it takes; inputs are made of these.
    let corpus: [[UInt8]]
    /// Words that mean something to it.
    var words: [String] = []
    /// Verdicts that the usual seeds must have met.
    var verdicts: Set<Verdict> = [.taken, .refused]
    /// Of so many seeds it plays one: some cost a thousand times more than others.
    var oneSeedIn: UInt64 = 1
    /// - Throws: `Broken` where something that was promised does not hold.
    let check: @Sendable ([UInt8]) async throws -> Verdict

    init(
        _ name: String, _ corpus: [String], words: [String] = [],
        verdicts: Set<Verdict> = [.taken, .refused], oneSeedIn: UInt64 = 1,
        check: @escaping @Sendable ([UInt8]) async throws -> Verdict
    ) {
        self.name = name
        self.corpus = corpus.map { Array($0.utf8) }
        self.words = words
        self.verdicts = verdicts
        self.oneSeedIn = oneSeedIn
        self.check = check
    }
}

/// What came of an input.
enum Verdict: Hashable, Sendable {
    case taken
    case refused
    /// For a reason that has a name.
    case refusedAs(String)
}

/// A promise that does not hold.
struct Broken: Error, CustomStringConvertible {
    let description: String
}

/// Stops where a promise does not hold.
func demand(_ holds: Bool, _ promise: @autoclosure () -> String) throws(Broken) {
    if !holds { throw Broken(description: promise()) }
}

/// The text, for parsers that are only ever given text.
func text(_ bytes: [UInt8]) -> String? { String(validating: bytes, as: UTF8.self) }

/// Two texts of the same bytes. Swift's `==` takes different ones for the same.
func same(_ one: some StringProtocol, _ other: some StringProtocol) -> Bool {
    one.utf8.elementsEqual(other.utf8)
}
