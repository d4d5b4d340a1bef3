import Glibc

/// A `multipart/form-data` body (RFC 7578), as strict as the face call needs: no nesting, no
/// preamble, a name and a media type for each part.
struct MultipartBody {
    struct Malformed: Error {}

    struct Part {
        let name: String
        let type: String
        let content: [UInt8]
    }

    /// Statement, portrait and pictures.
    private static let maximumParts = 18

    let parts: [Part]

    init(_ body: [UInt8], boundary: String) throws(Malformed) {
        let delimiter = Array("--\(boundary)".utf8)
        guard (1...70).contains(boundary.utf8.count), body.starts(with: delimiter)
        else { throw Malformed() }
        let separator = Array("\r\n".utf8) + delimiter
        var parts: [Part] = []
        var rest = body[delimiter.count...]
        while !rest.starts(with: Array("--".utf8)) {
            guard rest.starts(with: Array("\r\n".utf8)), parts.count < Self.maximumParts,
                let end = Self.find(separator, in: rest.dropFirst(2))
            else { throw Malformed() }
            parts.append(try Self.part(rest.dropFirst(2)[..<end]))
            rest = rest[(end + separator.count)...]
        }
        let end = Array("--\r\n".utf8)
        guard rest.elementsEqual(end) || rest.elementsEqual(end.prefix(2)) else {
            throw Malformed()
        }
        self.parts = parts
    }

    private static func part(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> Part {
        let blank = Array("\r\n\r\n".utf8)
        guard let end = find(blank, in: bytes),
            let head = String(validating: bytes[..<end], as: UTF8.self)
        else { throw Malformed() }
        var name: String?
        var type = "text/plain"
        for line in head.split(separator: "\r\n") {
            guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex
            else { throw Malformed() }
            let value = line[colon...].unicodeScalars.dropFirst().drop { $0 == " " }
            switch line[..<colon].lowercased() {
            case "content-disposition": name = HeaderParameter.value("name", of: Substring(value))
            case "content-type": type = Substring(value).lowercased()
            default: break
            }
        }
        guard let name else { throw Malformed() }
        return Part(name: name, type: type, content: Array(bytes[(end + blank.count)...]))
    }

    /// The first occurrence. By `memchr`, because a body of pictures has some hundred thousand bytes
    /// and the threads that look through it wake pages, too.
    private static func find(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var start = bytes.startIndex
        while bytes.endIndex - start >= wanted.count {
            guard let next = firstIndex(of: wanted[0], in: bytes[start...]) else { return nil }
            if bytes[next...].starts(with: wanted) { return next }
            start = next + 1
        }
        return nil
    }

    private static func firstIndex(of byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.withUnsafeBytes { memory in
            guard let base = memory.baseAddress,
                let found = memchr(base, Int32(byte), memory.count)
            else { return nil }
            return bytes.startIndex + (UnsafeRawPointer(found) - base)
        }
    }
}
