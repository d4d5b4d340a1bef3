import Foundation

@testable import BrokerHTTP

/// The body, cut at its delimiters by Foundation.
struct PeerMultipart {
    let contents: [[UInt8]]

    /// - Returns: `nil` for what is not taken by design: a preamble, a nameless part, more than 18.
    init?(_ input: [UInt8]) {
        let data = Data("\r\n".utf8) + Data(input)
        var pieces: [Data] = []
        var start = data.startIndex
        while let found = data.range(of: Data("\r\n--cut".utf8), in: start..<data.endIndex) {
            pieces.append(Data(data[start..<found.lowerBound]))
            start = found.upperBound
            // The last one; whatever looks like another stands behind the end.
            if data[start...].starts(with: Data("--".utf8)) { break }
        }
        let end = Data(data[start...])
        guard pieces.first == Data(), end == Data("--".utf8) || end == Data("--\r\n".utf8),
            pieces.count <= 19
        else { return nil }
        var contents: [[UInt8]] = []
        for piece in pieces.dropFirst() {
            guard piece.starts(with: Data("\r\n".utf8)),
                let blank = piece.range(of: Data("\r\n\r\n".utf8), in: 2..<piece.count),
                let head = String(validating: piece[2..<blank.lowerBound], as: UTF8.self),
                Self.isHead(head)
            else { return nil }
            contents.append(Array(piece[blank.upperBound...]))
        }
        self.contents = contents
    }

    private static func isHead(_ head: String) -> Bool {
        let lines = head.components(separatedBy: "\r\n").filter { !$0.isEmpty }
        let colons = lines.map { $0.utf8.firstIndex(of: UInt8(ascii: ":")) }
        guard zip(lines, colons).allSatisfy({ $1 != nil && $1 != $0.startIndex }) else {
            return false
        }
        let name = "content-disposition:"
        guard let line = lines.last(where: { $0.lowercased().utf8.starts(with: name.utf8) }) else {
            return false
        }
        let value = String(decoding: line.utf8.dropFirst(name.utf8.count), as: UTF8.self)
        return HeaderParameter.value("name", of: value) != nil
    }
}
