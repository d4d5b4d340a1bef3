import SeededGenerator

/// Makes inputs that nobody has thought of from those that are good.
///
/// Most have one or two things wrong with them: what is wrong everywhere is refused by the first
/// check, and never seen by the others.
struct Mutator {
    let corpus: [[UInt8]]
    /// Words that mean something to the parser.
    let words: [[UInt8]]

    init(_ target: FuzzTarget) {
        corpus = target.corpus
        words = (target.words + Self.usualWords).map { Array($0.utf8) } + Self.usualBytes
    }

    /// Beyond it, further growth shows nothing new, and costs time.
    private static let byteLimit = 100_000

    func input(_ dice: inout Dice) -> [UInt8] {
        var bytes = dice.pick(corpus)
        let changes = dice.pick([0: 1, 1: 10, 2: 6, 3: 3, 6: 2, 20: 1])
        for _ in 0..<changes where bytes.count <= Self.byteLimit { change(&bytes, &dice) }
        return bytes
    }

    private func change(_ bytes: inout [UInt8], _ dice: inout Dice) {
        switch dice.roll(0..<16) {
        case 0: Self.flip(&bytes, &dice)
        case 1: bytes.replaceSubrange(Self.range(bytes, 1, &dice), with: [dice.byte()])
        case 2: bytes.insert(dice.byte(), at: dice.roll(0..<bytes.count + 1))
        case 3: bytes.removeSubrange(Self.range(bytes, 8, &dice))
        case 4: bytes.removeSubrange(Self.range(bytes, bytes.count, &dice))
        case 5: Self.truncate(&bytes, &dice)
        case 6, 7: bytes.insert(contentsOf: dice.pick(words), at: dice.roll(0..<bytes.count + 1))
        case 8: bytes.replaceSubrange(Self.range(bytes, 12, &dice), with: dice.pick(words))
        case 9: Self.repeatPart(&bytes, &dice)
        case 10: splice(&bytes, &dice)
        case 11: Self.renumber(&bytes, &dice)
        case 12: Self.disguise(&bytes, &dice)
        case 13, 14: rearrange(&bytes, &dice)
        default: Self.nest(&bytes, &dice)
        }
    }

    private static func range(_ bytes: [UInt8], _ longest: Int, _ dice: inout Dice) -> Range<Int> {
        let start = dice.roll(0..<bytes.count + 1)
        let count = min(bytes.count - start, dice.roll(0..<max(longest, 1) + 1))
        return start..<start + count
    }

    private static func flip(_ bytes: inout [UInt8], _ dice: inout Dice) {
        guard !bytes.isEmpty else { return }
        bytes[dice.roll(0..<bytes.count)] ^= 1 << UInt8(dice.roll(0..<8))
    }

    private static func truncate(_ bytes: inout [UInt8], _ dice: inout Dice) {
        let count = dice.roll(0..<bytes.count + 1)
        if dice.oneIn(2) { bytes.removeFirst(count) } else { bytes.removeLast(count) }
    }

    /// A part twice, or hundreds of times: what is counted, and what is not, but should be.
    private static func repeatPart(_ bytes: inout [UInt8], _ dice: inout Dice) {
        let part = Array(bytes[range(bytes, 60, &dice)])
        let times = dice.pick([1: 8, 2: 4, 17: 2, 70: 2, 400: 1])
        let many = Array(repeating: part, count: times).joined()
        bytes.insert(contentsOf: many, at: dice.roll(0..<bytes.count + 1))
    }

    /// The beginning of this, and the end of another.
    private func splice(_ bytes: inout [UInt8], _ dice: inout Dice) {
        let other = dice.pick(corpus)
        bytes.removeLast(dice.roll(0..<bytes.count + 1))
        bytes += other[dice.roll(0..<other.count + 1)...]
    }

    /// A whole piece less, or many times more: what stands between two of the same word.
    private func rearrange(_ bytes: inout [UInt8], _ dice: inout Dice) {
        for _ in 0..<6 {
            let word = dice.pick(words)
            let places = Self.places(of: word, in: bytes)
            guard places.count > 1 else { continue }
            let first = dice.roll(0..<places.count - 1)
            let next = dice.oneIn(2) ? first + 1 : dice.roll(first + 1..<places.count)
            let piece = Array(bytes[places[first]..<places[next]])
            let times = dice.pick([0: 4, 2: 4, 18: 2, 33: 1, 400: 1])
            let many = Array(repeating: piece, count: times).joined()
            bytes.replaceSubrange(places[first]..<places[next], with: many)
            return
        }
    }

    private static func places(of word: [UInt8], in bytes: [UInt8]) -> [Int] {
        guard !word.isEmpty else { return [] }
        var places: [Int] = []
        var rest = bytes[...]
        while let place = find(word, in: rest), places.count < 50 {
            places.append(place)
            rest = bytes[(place + word.count)...]
        }
        return places
    }

    /// Another number in the place of one.
    private static func renumber(_ bytes: inout [UInt8], _ dice: inout Dice) {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let starts = bytes.indices.filter {
            digits.contains(bytes[$0]) && ($0 == 0 || !digits.contains(bytes[$0 - 1]))
        }
        guard !starts.isEmpty else { return }
        let start = dice.pick(starts)
        let end = bytes[start...].firstIndex { !digits.contains($0) } ?? bytes.endIndex
        bytes.replaceSubrange(start..<end, with: Array(dice.pick(numbers).utf8))
    }

    /// A letter for one that looks like it, is the same in another case, or counts as the same somewhere.
    private static func disguise(_ bytes: inout [UInt8], _ dice: inout Dice) {
        // The first of a few that occurs; looking for all of them takes longer than any parser.
        for _ in 0..<6 {
            let (old, new) = dice.pick(lookAlikes)
            let place = dice.roll(0..<bytes.count + 1)
            let found = find(old, in: bytes[place...]) ?? find(old, in: bytes[...])
            guard let found else { continue }
            bytes.replaceSubrange(found..<found + old.count, with: new)
            return
        }
    }

    private static func find(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var rest = bytes
        while let next = rest.firstIndex(of: wanted[0]) {
            if bytes[next...].starts(with: wanted) { return next }
            rest = bytes[(next + 1)...]
        }
        return nil
    }

    /// The same between many brackets, or quotes.
    private static func nest(_ bytes: inout [UInt8], _ dice: inout Dice) {
        let (open, close) = dice.pick([
            ("[", "]"), (#"{"a":"#, "}"), ("(", ")"), ("\"", "\""), ("{", "}"), ("- ", ""),
        ])
        let depth = dice.pick([1: 4, 2: 4, 27: 2, 31: 2, 32: 2, 33: 2, 600: 1])
        let part = range(bytes, bytes.count, &dice)
        let before = Array(repeating: Array(open.utf8), count: depth).joined()
        let after = Array(repeating: Array(close.utf8), count: depth).joined()
        bytes.replaceSubrange(part, with: before + bytes[part] + after)
    }
}
