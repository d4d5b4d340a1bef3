/// What came of `hold`.
struct HoldReport: Encodable {
    var count: Int
    var established: Int
    /// Held when the waking began.
    var held: Int
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
    private(set) var wake: WakeSummary?
    var burst: WakeSummary?
    /// Polls that were asked for and did not do what they should have.
    private(set) var lost = 0
    /// Those of them that nobody woke, by kind.
    private(set) var losses: [String: Int] = [:]
    var generatorCPUSeconds = 0.0

    init(
        count: Int, established: Int, held: Int, before: ProcessUsage?, after: ProcessUsage?
    ) {
        self.count = count
        self.established = established
        self.held = held
        guard let before, let after, established > 0 else { return }
        let cpu = after.cpuSeconds - before.cpuSeconds
        establishCPUUsEach = Self.microseconds(cpu, each: established)
        (rssKBBefore, rssKBAfter) = (before.rssKB, after.rssKB)
        (pssKBBefore, pssKBAfter) = (before.pssKB, after.pssKB)
        // Of several processes the shared pages would count several times.
        let grown = before.pssKB > 0 ? after.pssKB - before.pssKB : after.rssKB - before.rssKB
        bytesEach = grown * 1024 / established
    }

    mutating func setWake(_ wake: WakeSummary, before: ProcessUsage?, after: ProcessUsage?) {
        self.wake = wake
        guard let before, let after, wake.woken > 0 else { return }
        wakeCPUUsEach = Self.microseconds(after.cpuSeconds - before.cpuSeconds, each: wake.woken)
    }

    private static func microseconds(_ seconds: Double, each count: Int) -> Double {
        (seconds * 1e7 / Double(count)).rounded() / 10
    }

    /// Counts what was lost, when everything that was to be woken has been.
    ///
    /// - Parameter losses: polls that ended though nobody woke them, or never came about, by kind.
    mutating func close(losses: [String: Int]) {
        self.losses = losses
        // Those that never came about are missing among the established already.
        let ended = losses.values.reduce(0, +) - (losses[CallFailure.connect.kind] ?? 0)
        lost = (count - established) + ended + (wake?.lost ?? 0) + (burst?.lost ?? 0)
    }

    var isWhole: Bool { lost == 0 }
}
