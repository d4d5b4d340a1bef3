import Foundation
import StrictJSON

extension FuzzTarget {
    /// Bodies, statements, parameters: whatever is JSON.
    static let json = FuzzTarget(
        "json",
        [
            "{}", "[]", "0", #""""#, "null", #"{"a":1,"b":[true,false,null],"c":{"d":"e"}}"#,
            #"{"client_id":"portal","redirect_uri":"https://portal.example/cb","max_age":300}"#,
            #"["\"\\\/\b\f\n\r\t","\u0041\u00e9\u4e2d","\uD83D\uDE00",-0.5e-3,1E+2,12345678901]"#,
            " [ 1 , { \"中文\" : \"é\" } ]\r\n",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        ],
        words: [
            "{", "}", "[", "]", ",", #""a":"#, "1e", "-", ".5", "tru", "\\u00e9", "\\u12", "// x",
        ],
        verdicts: [
            .taken, .refusedAs("syntax"), .refusedAs("tooDeep"), .refusedAs("duplicateKey"),
            .refusedAs("trailingBytes"), .refusedAs("notUTF8"), .refusedAs("byteOrderMark"),
        ]
    ) { input in
        do {
            let value = try JSONValue(parsing: input)
            try checkTaken(value, input)
            return .taken
        } catch let failure as JSONFailure {
            try checkRefused(failure, input)
            return .refusedAs("\("\(failure)".prefix { $0 != "(" })")
        }
    }

    private static func checkTaken(_ value: JSONValue, _ input: [UInt8]) throws {
        let written = value.serialized()
        try demand(try JSONValue(parsing: written) == value, "read, written and read is the same")
        try demand(depth(of: value) <= JSONValue.maximumDepth, "no deeper than the limit")
        let peer = try? JSONDecoder().decode(PeerJSON.self, from: Data(input))
        guard let peer else { throw Broken(description: "Foundation takes it, too") }
        try demand(peer.isSame(as: value), "Foundation reads the same")
    }

    private static func checkRefused(_ failure: JSONFailure, _ input: [UInt8]) throws {
        switch failure {
        case .syntax(let offset):
            try demand((0...input.count).contains(offset), "the place is inside")
            // Foundation takes `\u0x10` for an escape, and lets control bytes stand in texts and at the end.
            let isBeyondIt = input.contains {
                $0 == UInt8(ascii: "\\") || ($0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0))
            }
            // Nor does it mind a comma too many.
            let solid = input.filter { ![0x09, 0x0A, 0x0D, 0x20].contains($0) }
            let hasSpareComma = zip(solid, solid.dropFirst()).contains {
                $0 == UInt8(ascii: ",") && [UInt8(ascii: "]"), UInt8(ascii: "}")].contains($1)
            }
            if isBeyondIt || hasSpareComma { return }
            let peer = try? JSONDecoder().decode(PeerJSON.self, from: Data(input))
            try demand(peer?.isReadable != true, "Foundation refuses it, too")
        case .notUTF8: try demand(text(input) == nil, "it is no UTF-8")
        case .byteOrderMark: try demand(input.starts(with: [0xEF, 0xBB, 0xBF]), "it has a mark")
        case .tooDeep:
            let opened = input.filter { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }.count
            try demand(opened > JSONValue.maximumDepth, "it is as deep as that")
        case .duplicateKey:
            try demand(input.filter { $0 == UInt8(ascii: ":") }.count > 1, "it has two keys")
        case .trailingBytes: break
        }
    }

    private static func depth(of value: JSONValue) -> Int {
        switch value {
        case .array(let elements): 1 + (elements.map(depth).max() ?? 0)
        case .object(let object): 1 + (object.members.map { depth(of: $0.value) }.max() ?? 0)
        default: 0
        }
    }
}
