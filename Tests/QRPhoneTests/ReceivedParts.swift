import Foundation
import Testing

/// The body of a call, taken apart by somebody who did not write it.
struct ReceivedParts {
    struct Part: Equatable {
        var name: String
        var type: String
        var content: [UInt8]
    }

    struct Malformed: Error {}

    var statement: [UInt8]
    var pictures: [Part] = []

    init(_ body: [UInt8], contentType: String) throws {
        guard contentType.hasPrefix("multipart/form-data; boundary=") else {
            statement = body
            return
        }
        // One character for each byte, so that text tools can be used on pictures.
        let text = try #require(String(bytes: body, encoding: .isoLatin1))
        let delimiter = "--" + contentType.split(separator: "=")[1]
        var pieces = text.components(separatedBy: delimiter)
        guard pieces.removeFirst().isEmpty, pieces.removeLast() == "--\r\n"
        else { throw Malformed() }
        var parts = try pieces.map(Self.part)
        guard !parts.isEmpty, parts[0].name == "statement", parts[0].type == "application/json"
        else { throw Malformed() }
        statement = parts.removeFirst().content
        pictures = parts
    }

    private static func part(_ text: String) throws -> Part {
        guard text.hasPrefix("\r\n"), text.hasSuffix("\r\n"),
            let blank = text.range(of: "\r\n\r\n")
        else { throw Malformed() }
        let head = text[..<blank.lowerBound].components(separatedBy: "\r\n").filter { !$0.isEmpty }
        let start = "Content-Disposition: form-data; name=\""
        guard head.count == 2, head[0].hasPrefix(start), head[1].hasPrefix("Content-Type: ")
        else { throw Malformed() }
        let content = text[blank.upperBound...].unicodeScalars.dropLast(2)
        return Part(
            name: String(head[0].dropFirst(start.count).dropLast()),
            type: String(head[1].dropFirst("Content-Type: ".count)),
            content: content.map { UInt8($0.value) })
    }
}
