import StrictJSON

/// One request, in any shape that HTTP can carry.
struct WebRequest: Sendable {
    var method = "GET"
    /// With its query.
    var path: String
    var headers: [(String, String)] = []
    var body: [UInt8]?

    static func get(_ path: String, _ headers: [(String, String)] = []) -> WebRequest {
        WebRequest(path: path, headers: headers)
    }

    static func post(
        _ path: String, json: JSONValue, _ headers: [(String, String)] = []
    ) -> WebRequest {
        WebRequest(
            method: "POST", path: path,
            headers: [("Content-Type", "application/json")] + headers, body: json.serialized())
    }

    static func post(
        _ path: String, form: [(String, String)], _ headers: [(String, String)] = []
    ) -> WebRequest {
        let text = FormText.encoded(form)
        return WebRequest(
            method: "POST", path: path,
            headers: [("Content-Type", "application/x-www-form-urlencoded")] + headers,
            body: Array(text.utf8))
    }
}

/// Texts as forms and queries carry them.
enum FormText {
    /// Everything but unreserved characters as `%XX` (RFC 3986, section 2.3).
    static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                String(Unicode.Scalar(byte))
            default: (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }

    static func encoded(_ pairs: [(String, String)]) -> String {
        pairs.map { encoded($0.0) + "=" + encoded($0.1) }.joined(separator: "&")
    }
}
