import StrictJSON
import Testing

@Suite struct ParserTests {
    static let accepted: [(String, JSONValue)] = [
        ("null", .null), ("true", true), ("false", false), (" \t\r\n1 \n", 1),
        ("0", 0), ("-0", 0), ("-1", -1), ("9223372036854775807", .integer(.max)),
        ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .double(0x1p63)),
        ("1.0", .double(1)), ("1e2", .double(100)), ("1E+2", .double(100)),
        ("-1.5e-1", .double(-0.15)), ("0.0", .double(0)), ("123e-400", .double(0)),
        (#""""#, ""), (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (#""\u0041\u00e9\u4e2d""#, "Aé中"), (#""\uD83D\uDE00""#, "😀"), (#""\u0000""#, "\u{0}"),
        (#""😀中\u007f""#, "😀中\u{7f}"),
        ("[]", []), ("[ ]", []), ("[1,[2],[]]", [1, [2], []]), ("{}", [:]), ("{ }", [:]),
        (#"{"a":1,"b":{"a":null}}"#, ["a": 1, "b": ["a": .null]]), (#"{"":0}"#, ["": 0]),
        (#"{ "a" : [ 1 , 2 ] , "A" : 3 }"#, ["a": [1, 2], "A": 3]),
    ]

    @Test(arguments: accepted)
    func takesWhatTheStandardAllows(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "nulll", "True", "NaN", "Infinity", "-", "+1", ".5", "1.", "01", "-01",
        "1e", "1e+", "0x10", "1_000", "1e400", "-1e400", "--1", "１",
        "\"", "\"a", "'a'", #""\x""#, #""\u12""#, #""\u12g4""#, #""\u+123""#, "\"a\nb\"",
        "\"\u{1}\"", #""\""#,
        #""\ud800""#, #""\ud800x""#, #""\ud800\n""#, #""\ud800\u0041""#, #""\udc00""#,
        #""\ud800\ud800""#,
        "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1;2]", "{", "}", #"{"a"}"#, #"{"a":}"#,
        #"{"a":1"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{"a" 1}"#, "{a:1}", "{1:1}", #"{"a":1 "b":2}"#,
        "[1}", #"{"a":1]"#, "1 2", "{}{}", "null,", "// 1\n1", "1 /* */", "\u{a0}1", "\u{c}1",
        "1\u{0}", "[1]\u{2028}",
    ])
    func refusesWhatItDoesNot(text: String) {
        #expect(throws: JSONFailure.self) { try JSONValue(parsing: text) }
    }

    // MARK: What usual decoders let through

    @Test func refusesAByteOrderMark() {
        #expect(throws: JSONFailure.byteOrderMark) {
            try JSONValue(parsing: [0xEF, 0xBB, 0xBF] + Array("{}".utf8))
        }
        #expect(throws: JSONFailure.self) { try JSONValue(parsing: [0xFE, 0xFF, 0, 0x31]) }
    }

    @Test(arguments: ["{}x", "{} {}", "1,", "[]]", #""a""b""#, "{}\u{0}"])
    func refusesBytesAfterTheEnd(text: String) {
        #expect(throws: JSONFailure.trailingBytes) { try JSONValue(parsing: text) }
    }

    @Test(arguments: [
        #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":null}"#, #"{"a":1,"\u0061":2}"#,
        #"[{"x":{"k":1,"k":2}}]"#, #"{"":1,"":2}"#,
        // The same to whoever reads it: composed or not, K and the sign for kelvin.
        #"{"\u00e9":1,"e\u0301":2}"#, #"{"K":1,"\u212a":2}"#, #"{"\u212a":1,"K":2}"#,
    ])
    func refusesAKeyThatComesTwice(text: String) {
        #expect(throws: JSONFailure.duplicateKey) { try JSONValue(parsing: text) }
    }

    /// A few keys are compared with each other; of more, and from one on that is not ASCII, all are
    /// hashed.
    @Test(arguments: [1, 2, 15, 16, 17, 18, 40], [nil, 0, 3, 14, 17])
    func aKeyThatComesTwiceIsFoundAmongAnyNumber(count: Int, foreign: Int?) throws {
        func object(_ keys: [Int]) -> String {
            let members = keys.map { "\"k\($0)\($0 == foreign ? "é" : "")\":\($0)" }
            return "{" + members.joined(separator: ",") + "}"
        }
        let keys = Array(0..<count)
        #expect(try JSONValue(parsing: object(keys)).object?.keys.count == count)
        for again in keys {
            let text = object(keys + [again])
            #expect(throws: JSONFailure.duplicateKey) { try JSONValue(parsing: text) }
        }
    }

    @Test func theSameKeyMayStandInDifferentObjects() throws {
        _ = try JSONValue(parsing: #"[{"a":1},{"a":2},{"A":{"a":1},"a":{"a":2}}]"#)
    }

    @Test func thirtyTwoLevelsAreTakenAndNoMore() throws {
        for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
            let inner = open == "[" ? "" : "1"
            func nested(_ depth: Int) -> String {
                String(repeating: open, count: depth) + inner
                    + String(repeating: close, count: depth)
            }
            _ = try JSONValue(parsing: nested(32))
            #expect(throws: JSONFailure.tooDeep) { try JSONValue(parsing: nested(33)) }
        }
        #expect(throws: JSONFailure.tooDeep) {
            try JSONValue(parsing: String(repeating: "[", count: 60_000))
        }
    }

    @Test func depthIsCountedAlongOnePathOnly() throws {
        let many = "[" + Array(repeating: "[[]]", count: 1_000).joined(separator: ",") + "]"
        #expect(try JSONValue(parsing: many).array?.count == 1_000)
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE4, 0xB8], [0x80],
        ] as [[UInt8]])
    func refusesBytesThatAreNotUTF8(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(throws: JSONFailure.notUTF8) { try JSONValue(parsing: [quote] + bytes + [quote]) }
        #expect(throws: JSONFailure.notUTF8) { try JSONValue(parsing: bytes) }
    }

    // MARK: Reading

    @Test func nullIsAsGoodAsLeftOut() throws {
        let value = try JSONValue(parsing: #"{"a":null,"b":false}"#)
        #expect(value["a"] == nil)
        #expect(value["b"] == false)
        #expect(value["c"] == nil)
        #expect(JSONValue.array([])["a"] == nil)
    }

    @Test func aValueIsReadAsWhatItIsOnly() throws {
        #expect(JSONValue.string("1").integer == nil)
        #expect(JSONValue.integer(1).string == nil)
        #expect(JSONValue.integer(1).bool == nil)
        #expect(JSONValue.bool(true).integer == nil)
        #expect(JSONValue.double(1).integer == nil)
        #expect(JSONValue.double(1.5).number == 1.5)
        #expect(JSONValue.integer(3).number == 3)
        #expect(JSONValue.null.object == nil)
        #expect(JSONValue.string("a").array == nil)
    }

    @Test func membersKeepTheirOrder() throws {
        let value = try JSONValue(parsing: #"{"b":1,"a":2,"c":3}"#)
        #expect(value.object?.keys == ["b", "a", "c"])
    }
}
