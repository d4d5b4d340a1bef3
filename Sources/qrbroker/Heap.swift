import CMalloc

/// The memory that all threads take from.
enum Heap {
    /// By itself the C library gives each thread a heap of its own and lets it grow by pages, with a
    /// system call for nearly every connection: an eighth of what a new one costs (`scripts/bench
    /// polls`). Threads keep small pieces for themselves, so one heap for all is rarely waited for.
    ///
    /// Nor does it give back the last free megabyte: one login frees what the next one takes, and
    /// fresh pages cost sixty page faults a login (`qrload logins`, 64 at once).
    ///
    /// To be called once, before there are other threads.
    static func set() {
        _ = mallopt(M_ARENA_MAX, 1)
        _ = mallopt(M_TOP_PAD, 1 << 20)
    }
}
