import Foundation

/// How many connections this process may have open.
enum FileLimit {
    /// Files that are open besides connections.
    private static let reserve = 64

    /// Allows this many connections, as far as the system lets it.
    ///
    /// - Parameter ways: the options that make them fewer.
    /// - Throws: `.usage`, which says how to allow more and how to need less.
    static func allow(connections: Int, fewerBy ways: String) throws(LoadFailure) {
        let wanted = rlim_t(connections + reserve)
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard limit.rlim_cur < wanted else { return }
        var raised = rlimit(rlim_cur: wanted, rlim_max: max(wanted, limit.rlim_max))
        // Above the hard limit only with the privilege for it.
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) != 0 else { return }
        throw .usage(
            "This may need \(wanted) open files and the limit is \(limit.rlim_max). "
                + "Raise it (ulimit -n), or ask for less with \(ways).")
    }
}
