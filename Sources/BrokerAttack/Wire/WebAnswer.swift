import StrictJSON

/// One answer, as it came.
struct WebAnswer: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]
    /// When it was complete.
    var milliseconds: Double = 0

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
    var isSuccess: Bool { (200..<300).contains(status) }

    /// The code of the problem document, or the error of RFC 6749.
    var code: String { json["code"]?.string ?? json["error"]?.string ?? "-" }

    /// Status and code, for a report.
    var brief: String { isSuccess || code == "-" ? "\(status)" : "\(status) \(code)" }

    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Whether this is the refusal.
    func refuses(_ status: Int, _ code: String) -> Bool {
        self.status == status && self.code == code
    }

    /// Without what differs from one answer to the next: for comparing two refusals.
    var shape: String {
        let names = headers.map { $0.name.lowercased() }.filter { $0 != "date" }.sorted()
        return "\(status) \(names.joined(separator: ",")) \(text)"
    }
}
