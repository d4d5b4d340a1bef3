import Foundation

/// What some processes have used: CPU time since their start, and memory now; of several the sum.
struct ProcessUsage: Equatable {
    /// Seconds of CPU time, user and system together.
    var cpuSeconds = 0.0
    var userSeconds = 0.0
    var systemSeconds = 0.0
    /// Resident memory (`VmRSS`), in KiB.
    var rssKB = 0
    /// The highest it was (`VmHWM`), in KiB.
    var peakKB = 0
    /// Resident memory with shared pages divided among those who share them, in KiB: what counts
    /// where a server is several processes. 0 where the system does not tell.
    var pssKB = 0
    var threads = 0

    /// - Parameter sharing: whether to tell shared memory apart, for which the system walks through
    ///   all of a process's pages: not once a second beside a measurement.
    /// - Returns: `nil` when one of them is no longer there.
    static func of(_ pids: [Int32], sharing: Bool = false) -> ProcessUsage? {
        guard !pids.isEmpty else { return nil }
        var sum = ProcessUsage()
        for pid in pids {
            guard let usage = of(pid, sharing: sharing) else { return nil }
            sum.add(usage)
        }
        return sum
    }

    private mutating func add(_ other: ProcessUsage) {
        cpuSeconds += other.cpuSeconds
        userSeconds += other.userSeconds
        systemSeconds += other.systemSeconds
        rssKB += other.rssKB
        peakKB += other.peakKB
        pssKB += other.pssKB
        threads += other.threads
    }

    private static func of(_ pid: Int32, sharing: Bool) -> ProcessUsage? {
        guard let stat = read("/proc/\(pid)/stat"), let status = read("/proc/\(pid)/status"),
            var usage = ProcessUsage(stat: stat, status: status)
        else { return nil }
        // Not readable for other people's processes.
        if sharing {
            usage.pssKB = read("/proc/\(pid)/smaps_rollup").flatMap { field("Pss", in: $0) } ?? 0
        }
        if let precise = cpuClock(of: pid) { usage.cpuSeconds = precise }
        return usage
    }

    /// Reads what `/proc/PID/stat` and `/proc/PID/status` say (proc(5)).
    init?(stat: String, status: String, ticksPerSecond: Int = sysconf(Int32(_SC_CLK_TCK))) {
        // The name of the program stands in parentheses and may hold anything.
        guard let name = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: name)...].split(separator: " ")
        guard fields.count > 17, let user = Double(fields[11]), let system = Double(fields[12]),
            let threads = Int(fields[17]),
            // Dead, though its parent has not noticed.
            fields[0] != "Z"
        else { return nil }
        userSeconds = user / Double(ticksPerSecond)
        systemSeconds = system / Double(ticksPerSecond)
        cpuSeconds = userSeconds + systemSeconds
        self.threads = threads
        rssKB = Self.field("VmRSS", in: status) ?? 0
        peakKB = Self.field("VmHWM", in: status) ?? 0
    }

    init() {}

    private static func field(_ name: String, in text: String) -> Int? {
        for line in text.split(separator: "\n") where line.hasPrefix(name + ":") {
            return line.split(whereSeparator: { " \t".contains($0) }).dropFirst().first
                .flatMap { Int($0) }
        }
        return nil
    }

    /// The same time to the nanosecond; `/proc` has hundredths of a second.
    private static func cpuClock(of pid: Int32) -> Double? {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(pid, &clock) == 0, clock_gettime(clock, &time) == 0
        else { return nil }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 16 * 1024)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
