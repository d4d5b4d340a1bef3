/// What goes wrong with a disk, counted in writes from the moment it is arranged: the first is 1.
enum DiskFault: Sendable, Hashable {
    /// The process dies in the middle of this write, of which so many bytes arrive.
    case kill(write: Int, torn: Int)
    /// The process dies right after this flush of the log: what it wrote is safe, and nobody knows.
    case killAfter(flush: Int)
    /// The power fails at this write: what was never flushed may be lost, each piece by itself.
    case powerCut(write: Int, survivors: UInt64)
    /// From this write on there is no space, for so many writes.
    case full(write: Int, count: Int)
    /// The next flushes fail.
    case brokenFlush(count: Int)

    var name: String {
        switch self {
        case .kill: "kill"
        case .killAfter: "kill after flush"
        case .powerCut: "power cut"
        case .full: "disk full"
        case .brokenFlush: "broken flush"
        }
    }
}
