import Foundation
import NIOConcurrencyHelpers

/// The disk under one broker: real files, of which it knows what was written and never flushed, and
/// to which something happens when a test wants it.
///
/// A write here is what SQLite hands to its file system, so "a crash at any write" is meant
/// literally: between any two of them, or inside one.
final class SimulatedDisk: Sendable {
    /// One write that no flush has followed: what stood there before.
    struct Unflushed: Sendable {
        let path: String
        let offset: Int64
        let former: [UInt8]
        /// Size of the file before it.
        let formerSize: Int64
    }

    /// What becomes of one write.
    enum Verdict {
        case land
        /// So many bytes arrive; the write fails.
        case tear(Int)
        case fail(full: Bool)
    }

    private struct State {
        var fault: DiskFault?
        var isDead = false
        /// Whether the power is gone, so that the unflushed is at stake.
        var isCut = false
        var survivors: UInt64 = 0
        var writes = 0
        var unflushed: [Unflushed] = []
        /// How many of these promise nothing: written while opening, or by a commit that failed.
        var worthless = 0
        var written: [[UInt8]] = []
        var cameAbout: DiskFault?
    }

    private let state = NIOLockedValueBox(State())
    let directory: URL

    var path: String { directory.appending(path: "broker.sqlite").path }
    /// What SQLite opens: the same file through the simulated file system.
    var uri: String { "file:\(path)?vfs=\(SimulatedFileSystem.name)" }

    /// Whether nothing can be written any more.
    var isDead: Bool { state.withLockedValue { $0.isDead } }
    /// Writes so far.
    var writes: Int { state.withLockedValue { $0.writes } }
    /// Whether everything written to the log has been flushed: what is told now survives a power cut.
    var isFlushed: Bool {
        state.withLockedValue { state in
            state.unflushed.dropFirst(state.worthless).allSatisfy { !$0.path.hasSuffix("-wal") }
        }
    }

    /// What is written and unflushed so far is nobody's answer.
    func forgive() { state.withLockedValue { $0.worthless = $0.unflushed.count } }

    init(in directory: URL) throws {
        self.directory = directory
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        SimulatedFileSystem.attach(self)
    }

    deinit { SimulatedFileSystem.detach(path) }

    // MARK: What tests arrange

    func arrange(_ fault: DiskFault?) {
        state.withLockedValue {
            $0.fault = fault
            $0.cameAbout = nil
        }
    }

    /// What is arranged and has not come about.
    var arrangement: DiskFault? { state.withLockedValue { $0.fault } }

    /// The arranged fault, once it has come about.
    var cameAbout: DiskFault? { state.withLockedValue { $0.cameAbout } }

    /// The process dies between two writes.
    func kill() { state.withLockedValue { $0.isDead = true } }

    /// All that was written since the last call.
    func takeWritten() -> [[UInt8]] {
        state.withLockedValue { state in
            defer { state.written = [] }
            return state.written
        }
    }

    /// The disk as the next process finds it, in another folder.
    func image(in directory: URL) throws -> SimulatedDisk {
        let next = try SimulatedDisk(in: directory)
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: next.path + suffix)
        }
        let (isCut, lost) = state.withLockedValue { state in
            let lost = state.unflushed.enumerated().filter { index, _ in
                state.survivors >> UInt64(index % 64) & 1 == 0
            }
            return (state.isCut, lost.map(\.element))
        }
        if isCut { for one in lost.reversed() { try next.undo(one, of: path) } }
        return next
    }

    private func undo(_ one: Unflushed, of former: String) throws {
        let file = try FileHandle(
            forUpdating: URL(filePath: path + one.path.dropFirst(former.count)))
        try file.seek(toOffset: UInt64(one.offset))
        try file.write(contentsOf: one.former)
        // Later pieces may have survived, so a file never becomes shorter than they reach.
        if one.offset + Int64(one.former.count) >= one.formerSize,
            try file.seekToEnd() == UInt64(one.offset) + UInt64(one.former.count)
        {
            try file.truncate(atOffset: UInt64(one.formerSize))
        }
        try file.close()
    }

    // MARK: What the file system asks

    func judge(_ unflushed: Unflushed, _ bytes: [UInt8]) -> Verdict {
        state.withLockedValue { state in
            if state.isDead { return .fail(full: false) }
            state.writes += 1
            let verdict = Self.judge(&state)
            if case .fail = verdict {
                state.worthless = state.unflushed.count
                return verdict
            }
            state.unflushed.append(unflushed)
            state.written.append(bytes)
            return verdict
        }
    }

    private static func judge(_ state: inout State) -> Verdict {
        switch state.fault {
        case .kill(1, let torn):
            (state.isDead, state.cameAbout, state.fault) = (true, state.fault, nil)
            return .tear(torn)
        case .powerCut(1, let survivors):
            (state.isDead, state.cameAbout, state.fault) = (true, state.fault, nil)
            (state.isCut, state.survivors) = (true, survivors)
            return .land
        case .full(1, let count):
            state.cameAbout = state.fault
            state.fault = count > 1 ? .full(write: 1, count: count - 1) : nil
            return .fail(full: true)
        case .kill(let write, let torn): state.fault = .kill(write: write - 1, torn: torn)
        case .powerCut(let write, let survivors):
            state.fault = .powerCut(write: write - 1, survivors: survivors)
        case .full(let write, let count): state.fault = .full(write: write - 1, count: count)
        case .killAfter, .brokenFlush, nil: break
        }
        return .land
    }

    /// - Returns: whether the flush succeeds.
    func flush(_ path: String) -> Bool {
        state.withLockedValue { state in
            if state.isDead { return false }
            if case .brokenFlush(let count) = state.fault {
                state.cameAbout = state.fault
                state.fault = count > 1 ? .brokenFlush(count: count - 1) : nil
                state.worthless = state.unflushed.count
                return false
            }
            state.unflushed.removeAll { $0.path == path }
            state.worthless = min(state.worthless, state.unflushed.count)
            if case .killAfter(let flush) = state.fault, path.hasSuffix("-wal") {
                state.fault = .killAfter(flush: flush - 1)
                if flush == 1 {
                    (state.isDead, state.cameAbout) = (true, .killAfter(flush: 1))
                    state.fault = nil
                }
            }
            return true
        }
    }
}
