import Foundation

/// How many connections one listener takes at a time.
enum ConnectionLimit {
    /// Ten thousand held polls, ten times over; each costs some kilobytes.
    private static let wanted: rlim_t = 100_000
    /// Descriptors for the database, the log, calls to others, the management listener, and what one
    /// turn of accepting takes beyond the limit.
    private static let reserve: rlim_t = 1536

    /// Raises the process's limit of open files as far as it may go.
    ///
    /// - Returns: the connections that fit under it. Beyond them, new ones wait to be accepted,
    ///   which is kinder to those that are served than running out of descriptors.
    static func raised() -> Int {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return 512 }
        limit.rlim_cur = min(limit.rlim_max, wanted + reserve)
        guard setrlimit(resource, &limit) == 0, getrlimit(resource, &limit) == 0
        else { return 512 }
        return Int(limit.rlim_cur - min(reserve, limit.rlim_cur / 2))
    }
}
