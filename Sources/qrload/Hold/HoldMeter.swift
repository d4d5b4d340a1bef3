import NIOCore

/// Looks at the server's processes when they have come to rest.
struct HoldMeter {
    /// CPU seconds in one look's time that count as rest: five percent of a core.
    private static let rest = 0.005
    private static let look = Duration.milliseconds(100)
    private static let longest = Duration.seconds(10)

    let pids: [Int32]

    /// Waits until the server has taken in what it was sent: until it hardly works any more. At
    /// most ten seconds; one second when nobody said which processes it is.
    func settle() async throws {
        let clock = ContinuousClock()
        guard var last = try usage(sharing: false)?.cpuSeconds else {
            return try await clock.sleep(for: .seconds(1))
        }
        let end = clock.now.advanced(by: Self.longest)
        var calm = 0
        while calm < 3, clock.now < end {
            try await clock.sleep(for: Self.look)
            let now = try usage(sharing: false)?.cpuSeconds ?? last
            calm = now - last < Self.rest ? calm + 1 : 0
            last = now
        }
    }

    /// - Throws: `.usage` when a process is not there.
    func usage(sharing: Bool = true) throws -> ProcessUsage? {
        guard !pids.isEmpty else { return nil }
        guard let usage = ProcessUsage.of(pids, sharing: sharing) else {
            throw LoadFailure.usage("--pid: no such process, or no longer.")
        }
        return usage
    }
}
