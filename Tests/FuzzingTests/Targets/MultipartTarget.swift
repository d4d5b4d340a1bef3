import Foundation

@testable import BrokerHTTP

extension FuzzTarget {
    /// The body of a face check with pictures.
    static let multipart = FuzzTarget(
        "multipart",
        [
            body([("statement", "application/json", #"{"assertion":"x"}"#)]),
            body([
                ("statement", "application/json", "{}"),
                ("picture", "image/png", "\u{0}--\r\n--\r\n"),
            ]),
            body([
                ("a", "text/plain", ""), ("b", "image/jpeg", "x--cut"),
                ("c", "image/jpeg", "\r\n-"),
            ]),
        ],
        words: [
            "\r\n--cut", "\r\n--cut\r\n", "--cut", "--cut--", "\r\n\r\n", "\r\n",
            "Content-Type: image/png\r\n",
            "Content-Disposition: form-data; name=x\r\n", "name=\"y\"", ": ",
        ]
    ) { input in
        guard let body = try? MultipartBody(input, boundary: "cut") else {
            try demand(PeerMultipart(input) == nil, "every reader of RFC 7578 takes it")
            return .refused
        }
        guard let peer = PeerMultipart(input) else {
            throw Broken(description: "it is no body of RFC 7578")
        }
        try demand(body.parts.count <= 18, "no more parts than the limit")
        try demand(
            body.parts.map(\.content) == peer.contents, "the contents are what stands between")
        try demand(
            body.parts.reduce(0) { $0 + $1.content.count } < max(input.count, 1),
            "no more than came")
        for part in body.parts {
            try demand(part.type == part.type.lowercased(), "types in small letters")
        }
        let again = Self.bytes(body.parts.map { ($0.name, $0.type, $0.content) })
        let second = try? MultipartBody(again, boundary: "cut")
        let isPlain = body.parts.allSatisfy { part in
            !(part.name + part.type).utf8.contains { $0 < 0x21 || $0 > 0x7E || $0 == 0x3B }
        }
        if isPlain {
            try demand(second?.parts.map(\.content) == peer.contents, "written, it reads the same")
            try demand(second?.parts.map(\.name) == body.parts.map(\.name), "names, too")
        }
        return .taken
    }

    private static func body(_ parts: [(String, String, String)]) -> String {
        String(decoding: bytes(parts.map { ($0, $1, Array($2.utf8)) }), as: UTF8.self)
    }

    private static func bytes(_ parts: [(String, String, [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, type, content) in parts {
            let head =
                "--cut\r\nContent-Disposition: form-data; name=\"\(name)\"\r\nContent-Type: \(type)\r\n\r\n"
            bytes += Array(head.utf8) + content + Array("\r\n".utf8)
        }
        return bytes + Array("--cut--\r\n".utf8)
    }
}
