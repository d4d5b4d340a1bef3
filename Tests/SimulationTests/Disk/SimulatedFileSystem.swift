import Foundation
import GRDBSQLite
import NIOConcurrencyHelpers

/// A file system for SQLite in front of the machine's own, which asks a ``SimulatedDisk`` about every
/// write and every flush (https://www.sqlite.org/vfs.html). Only databases that name it are touched.
enum SimulatedFileSystem {
    static let name = "simulation"

    /// Disks by the path of their database.
    private static let disks = NIOLockedValueBox<[String: Unowned]>([:])

    private struct Unowned: Sendable { weak var disk: SimulatedDisk? }

    static func attach(_ disk: SimulatedDisk) {
        _ = isRegistered
        disks.withLockedValue { $0[disk.path] = Unowned(disk: disk) }
    }

    static func detach(_ path: String) { disks.withLockedValue { $0[path] = nil } }

    /// The disk of a database or of its log.
    static func disk(of path: String) -> SimulatedDisk? {
        let suffix = "-wal"
        let database = path.hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : path
        return disks.withLockedValue { $0[database]?.disk }
    }

    // MARK: Registration

    private static let isRegistered: Bool = {
        guard let system = sqlite3_vfs_find(nil) else { return false }
        let ours = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        ours.initialize(to: system.pointee)
        ours.pointee.zName = UnsafePointer(strdup(name))
        ours.pointee.szOsFile = Int32(OpenFile.size) + system.pointee.szOsFile
        ours.pointee.xOpen = { _, name, file, flags, outFlags in
            OpenFile.open(name, file, flags, outFlags)
        }
        return sqlite3_vfs_register(ours, 0) == SQLITE_OK
    }()
}
