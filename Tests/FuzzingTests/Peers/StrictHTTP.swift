import Foundation

/// Requests that every reader of RFC 9112 sees in the same way.
enum StrictHTTP {
    /// - Returns: the requests, up to the first thing that is not spelt by the book.
    static func requests(in input: [UInt8]) -> (requests: [Wire.Heard], isAll: Bool) {
        var requests: [Wire.Heard] = []
        var rest = input[...]
        while !rest.isEmpty {
            guard let (request, end, isLast) = request(rest) else { return (requests, false) }
            requests.append(request)
            rest = rest[end...]
            if isLast { return (requests, rest.isEmpty) }
        }
        return (requests, true)
    }

    private static func request(
        _ bytes: ArraySlice<UInt8>
    ) -> (Wire.Heard, end: Int, isLast: Bool)? {
        guard let blank = find("\r\n\r\n", in: bytes),
            let head = String(validating: bytes[..<blank], as: UTF8.self)
        else { return nil }
        let lines = head.components(separatedBy: "\r\n")
        guard let start = try? /(GET|POST|HEAD) (\/[!-~]*) HTTP\/1\.([01])/.wholeMatch(in: lines[0])
        else { return nil }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let field = try? /([A-Za-z-]+): ([!-~]*)/.wholeMatch(in: line),
                fields.updateValue(String(field.2), forKey: field.1.lowercased()) == nil
            else { return nil }
        }
        let known: Set = ["host", "content-length", "transfer-encoding", "connection", "x"]
        guard Set(fields.keys).isSubset(of: known) else { return nil }
        guard let (count, end) = body(fields, bytes[(blank + 4)...], isOld: start.3 == "0")
        else { return nil }
        let connection = fields["connection"]?.lowercased()
        guard [nil, "close", "keep-alive"].contains(connection) else { return nil }
        let isLast = connection == "close" || (start.3 == "0" && connection != "keep-alive")
        let request = Wire.Heard(
            method: String(start.1), target: String(start.2),
            bodyCount: count <= Wire.limit ? count : nil)
        return (request, end, isLast)
    }

    private static func body(
        _ fields: [String: String], _ bytes: ArraySlice<UInt8>, isOld: Bool
    ) -> (count: Int, end: Int)? {
        if let coding = fields["transfer-encoding"] {
            guard coding == "chunked", fields["content-length"] == nil, !isOld else { return nil }
            return chunks(bytes)
        }
        guard let text = fields["content-length"] else { return (0, bytes.startIndex) }
        guard text.wholeMatch(of: /[0-9]{1,9}/) != nil, let count = Int(text), bytes.count >= count
        else { return nil }
        return (count, bytes.startIndex + count)
    }

    private static func chunks(_ bytes: ArraySlice<UInt8>) -> (count: Int, end: Int)? {
        var count = 0
        var rest = bytes
        while let line = find("\r\n", in: rest),
            let size = String(validating: rest[..<line], as: UTF8.self),
            size.wholeMatch(of: /[0-9a-f]{1,6}/) != nil, let chunk = Int(size, radix: 16)
        {
            rest = rest[(line + 2)...]
            guard rest.count >= chunk + 2 else { return nil }
            rest = rest.dropFirst(chunk)
            guard rest.starts(with: "\r\n".utf8) else { return nil }
            rest = rest.dropFirst(2)
            count += chunk
            if chunk == 0 { return (count, rest.startIndex) }
        }
        return nil
    }

    private static func find(_ text: String, in bytes: ArraySlice<UInt8>) -> Int? {
        let wanted = Array(text.utf8)
        return bytes.indices.first { bytes[$0...].starts(with: wanted) }
    }
}
