/// One second of a run.
struct Sample: Codable, Equatable {
    /// Seconds since the start, at its end.
    var second: Double
    /// Seconds that it covers; the last one of a run is shorter.
    var length: Double
    var started: Int
    var ended: Int
    var errors: Int
    var requests: Int
    var inFlight: Int
    var held: Int
    var answerP50Us: Int
    var answerP99Us: Int
    var answerMaxUs: Int
    var requestP50Us: Int
    var requestP99Us: Int
    /// Of the server's processes: cores busy, and resident memory in KiB.
    var serverCores: Double?
    var serverRSSKB: Int?
    /// Of the load test itself.
    var generatorCores: Double

    enum CodingKeys: String, CodingKey {
        case second, length, started, ended, errors, requests, held
        case inFlight = "in_flight"
        case answerP50Us = "answer_p50_us"
        case answerP99Us = "answer_p99_us"
        case answerMaxUs = "answer_max_us"
        case requestP50Us = "request_p50_us"
        case requestP99Us = "request_p99_us"
        case serverCores = "server_cores"
        case serverRSSKB = "server_rss_kb"
        case generatorCores = "generator_cores"
    }
}
