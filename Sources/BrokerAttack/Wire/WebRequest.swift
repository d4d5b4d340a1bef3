import PercentCoding
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
        WebRequest(
            method: "POST", path: path,
            headers: [("Content-Type", "application/x-www-form-urlencoded")] + headers,
            body: Array(PercentCoding.encode(form).utf8))
    }
}
