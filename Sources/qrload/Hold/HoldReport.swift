/// What came of `hold`.
struct HoldReport: Encodable {
    var count: Int
    var established: Int
    var heldAtStart = 0
    /// Server CPU to take in and hold one poll, in microseconds.
    var establishCPUUsEach: Double?
    var rssKBBefore: Int?
    var rssKBAfter: Int?
    var pssKBBefore: Int?
    var pssKBAfter: Int?
    /// Server memory for each held poll.
    var bytesEach: Int?
    /// Server CPU to wake one: the waking call, its change, and the poll's answer.
    var wakeCPUUsEach: Double?
    var wake: WakeSummary?
    var burst: WakeSummary?
    /// Polls that ended though nobody woke them, or never came about, by kind.
    var losses: [String: Int] = [:]
    var generatorCPUSeconds = 0.0

    init(count: Int, established: Int, before: ProcessUsage?, after: ProcessUsage?) {
        self.count = count
        self.established = established
        guard let before, let after, established > 0 else { return }
        let cpu = after.cpuSeconds - before.cpuSeconds
        establishCPUUsEach = Self.microseconds(cpu, each: established)
        (rssKBBefore, rssKBAfter) = (before.rssKB, after.rssKB)
        (pssKBBefore, pssKBAfter) = (before.pssKB, after.pssKB)
        // Of several processes the shared pages would count several times.
        let grown = before.pssKB > 0 ? after.pssKB - before.pssKB : after.rssKB - before.rssKB
        bytesEach = grown * 1024 / established
    }

    mutating func setWakeCost(from before: ProcessUsage?, to after: ProcessUsage?) {
        guard let before, let after, let wake, wake.woken > 0 else { return }
        wakeCPUUsEach = Self.microseconds(after.cpuSeconds - before.cpuSeconds, each: wake.woken)
    }

    private static func microseconds(_ seconds: Double, each count: Int) -> Double {
        (seconds * 1e7 / Double(count)).rounded() / 10
    }

    /// Polls that were asked for and did not do what they should have.
    var lost: Int {
        (count - established) + losses.values.reduce(0, +) + (wake?.lost ?? 0) + (burst?.lost ?? 0)
            - (losses[CallFailure.connect.kind] ?? 0)
    }

    var isWhole: Bool { lost == 0 }

    enum CodingKeys: String, CodingKey {
        case count, established, wake, burst, lost, losses
        case heldAtStart = "held"
        case establishCPUUsEach = "establish_cpu_us_each"
        case rssKBBefore = "rss_kb_before"
        case rssKBAfter = "rss_kb_after"
        case pssKBBefore = "pss_kb_before"
        case pssKBAfter = "pss_kb_after"
        case bytesEach = "bytes_each"
        case wakeCPUUsEach = "wake_cpu_us_each"
        case generatorCPUSeconds = "generator_cpu_seconds"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(count, forKey: .count)
        try container.encode(established, forKey: .established)
        try container.encode(heldAtStart, forKey: .heldAtStart)
        try container.encodeIfPresent(establishCPUUsEach, forKey: .establishCPUUsEach)
        try container.encodeIfPresent(rssKBBefore, forKey: .rssKBBefore)
        try container.encodeIfPresent(rssKBAfter, forKey: .rssKBAfter)
        try container.encodeIfPresent(pssKBBefore, forKey: .pssKBBefore)
        try container.encodeIfPresent(pssKBAfter, forKey: .pssKBAfter)
        try container.encodeIfPresent(bytesEach, forKey: .bytesEach)
        try container.encodeIfPresent(wakeCPUUsEach, forKey: .wakeCPUUsEach)
        try container.encodeIfPresent(wake, forKey: .wake)
        try container.encodeIfPresent(burst, forKey: .burst)
        try container.encode(lost, forKey: .lost)
        try container.encode(losses, forKey: .losses)
        try container.encode(generatorCPUSeconds, forKey: .generatorCPUSeconds)
    }
}
