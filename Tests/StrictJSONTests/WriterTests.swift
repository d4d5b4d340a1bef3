import Foundation
import SeededGenerator
import StrictJSON
import Testing

@Suite struct WriterTests {
    @Test func writesTheBytesExpected() {
        let value: JSONValue = [
            "b": 1, "a": [true, false, .null], "text": "\"\\\n\u{1f}\u{7f}é😀/", "d": .double(0.5),
            "e": [:], "f": [],
        ]
        let golden =
            #"{"b":1,"a":[true,false,null],"text":"\"\\\u000a\u001f"# + "\u{7f}"
            + #"é😀/","d":0.5,"e":{},"f":[]}"#
        #expect(value.serializedText() == golden)
    }

    @Test func controlCharactersNeverStandBare() {
        for byte in UInt8(0)..<0x20 {
            let text = String(decoding: [byte], as: UTF8.self)
            let bytes = JSONValue.string(text).serialized()
            #expect(bytes.allSatisfy { $0 >= 0x20 })
        }
    }

    @Test func settingAndLeavingOut() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = nil
        object["b"] = "x"
        object.append("c", nil as String?)
        object.append("d", 7)
        #expect(JSONValue.object(object).serializedText() == #"{"b":"x","d":7}"#)
    }

    /// Random values come back, and Foundation's decoder reads the same from them.
    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func whatIsWrittenIsReadBackHereAndElsewhere(seed: UInt64) throws {
        var dice = SeededGenerator(seed: seed)
        let value = JSONValue.random(depth: 5, using: &dice)
        let bytes = value.serialized()
        #expect(try JSONValue(parsing: bytes) == value)
        let elsewhere = try JSONSerialization.jsonObject(
            with: Data(bytes), options: .fragmentsAllowed)
        #expect(value.isSame(as: elsewhere))
    }

    /// Damaged texts never crash the parser, and what it takes Foundation's takes too.
    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func damagedTextsAreReadOrRefused(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        var bytes = JSONValue.random(depth: 4, using: &dice).serialized()
        for _ in 0..<40 {
            let index = bytes.indices.randomElement(using: &dice)!
            switch Int.random(in: 0..<3, using: &dice) {
            case 0: bytes[index] = Array("{}[]\",:\\u0e-1 ".utf8).randomElement(using: &dice)!
            case 1: bytes[index] = .random(in: .min ... .max, using: &dice)
            default: bytes.insert(bytes[index], at: index)
            }
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            let elsewhere = try? JSONSerialization.jsonObject(
                with: Data(bytes), options: .fragmentsAllowed)
            #expect(
                elsewhere.map { value.isSame(as: $0) } ?? false,
                "\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}

extension JSONValue {
    static func random(depth: Int, using dice: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &dice) {
        case 0: return .null
        case 1: return .bool(.random(using: &dice))
        case 2: return .integer(.random(in: -1_000_000...1_000_000, using: &dice))
        case 3: return .double(.random(in: -1e6...1e6, using: &dice) + 0.5)
        case 4: return .string(randomText(using: &dice))
        case 5, 6:
            return .array(
                (0..<Int.random(in: 0...4, using: &dice)).map { _ in
                    random(depth: depth - 1, using: &dice)
                })
        default:
            let members = (0..<Int.random(in: 0...4, using: &dice)).map { number in
                JSONObject.Member(
                    key: "\(number)" + randomText(using: &dice),
                    value: random(depth: depth - 1, using: &dice))
            }
            return .object(JSONObject(members))
        }
    }

    private static func randomText(using dice: inout SeededGenerator) -> String {
        let characters = ["a", "\"", "\\", "\n", "\u{0}", "\u{1f}", "é", "中", "😀", "/", "\u{2028}"]
        return (0..<Int.random(in: 0...6, using: &dice))
            .map { _ in characters.randomElement(using: &dice)! }.joined()
    }

    /// Compares with what Foundation made of the same text.
    func isSame(as other: Any) -> Bool {
        switch self {
        case .null: other is NSNull
        case .bool(let truth): (other as? Bool) == truth
        case .integer(let number): (other as? NSNumber)?.int64Value == number
        case .double(let number):
            // Foundation goes through decimal numbers and may be off in the last bit.
            (other as? NSNumber).map { abs($0.doubleValue - number) <= abs(number) * 1e-12 }
                ?? false
        case .string(let text):
            (other as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
        case .array(let elements):
            (other as? [Any]).map { others in
                elements.count == others.count
                    && zip(elements, others).allSatisfy { $0.isSame(as: $1) }
            } ?? false
        case .object(let object):
            (other as? [String: Any]).map { others in
                object.members.count == others.count
                    && object.members.allSatisfy { member in
                        others[member.key].map { member.value.isSame(as: $0) } ?? false
                    }
            } ?? false
        }
    }
}
