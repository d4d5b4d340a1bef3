/// One second of a run.
struct Sample: Encodable, Equatable {
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
    var serverRssKB: Int?
    /// Of the load test itself.
    var generatorCores: Double
}
