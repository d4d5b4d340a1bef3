import Foundation
import GRDBSQLite

/// One file that SQLite has open: SQLite's own part, ours, and behind both the real file's.
struct OpenFile {
    var base: sqlite3_file
    var disk: Unmanaged<SimulatedDisk>?
    var path: Unmanaged<NSString>?

    static let size = MemoryLayout<OpenFile>.stride

    typealias File = UnsafeMutablePointer<sqlite3_file>

    static func ours(_ file: File?) -> UnsafeMutablePointer<OpenFile> {
        guard let file else { preconditionFailure("SQLite has a file") }
        return UnsafeMutableRawPointer(file).assumingMemoryBound(to: OpenFile.self)
    }

    static func real(_ file: File?) -> File {
        guard let file else { preconditionFailure("SQLite has a file") }
        return (UnsafeMutableRawPointer(file) + size).assumingMemoryBound(to: sqlite3_file.self)
    }

    static func methods(_ file: File?) -> sqlite3_io_methods {
        guard let methods = real(file).pointee.pMethods else {
            preconditionFailure("an open file has methods")
        }
        return methods.pointee
    }

    static func open(
        _ name: UnsafePointer<CChar>?, _ file: File?, _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let system = sqlite3_vfs_find(nil), let open = system.pointee.xOpen
        else { return SQLITE_CANTOPEN }
        let code = open(system, name, real(file), flags, outFlags)
        let opened = real(file).pointee.pMethods != nil
        ours(file).pointee.base.pMethods = opened ? UnsafePointer(simulatedMethods) : nil
        let path = name.map { String(cString: $0) } ?? ""
        ours(file).pointee.disk = SimulatedFileSystem.disk(of: path).map(Unmanaged.passRetained)
        ours(file).pointee.path = Unmanaged.passRetained(path as NSString)
        return code
    }

    static func close(_ file: File?) -> Int32 {
        let code = methods(file).xClose?(real(file)) ?? SQLITE_OK
        ours(file).pointee.disk?.release()
        ours(file).pointee.path?.release()
        return code
    }

    // MARK: Writing

    static func write(
        _ file: File?, _ buffer: UnsafeRawPointer?, _ count: Int32, _ offset: Int64
    ) -> Int32 {
        guard let buffer, let write = methods(file).xWrite else { return ExtendedCode.write }
        guard let disk = ours(file).pointee.disk?.takeUnretainedValue()
        else { return write(real(file), buffer, count, offset) }
        let bytes = [UInt8](UnsafeRawBufferPointer(start: buffer, count: Int(count)))
        switch disk.judge(former(file, count, offset), bytes) {
        case .land: return write(real(file), buffer, count, offset)
        case .tear(let arrived):
            _ = write(real(file), buffer, min(Int32(arrived), count), offset)
            return ExtendedCode.write
        case .fail(let full): return full ? SQLITE_FULL : ExtendedCode.write
        }
    }

    /// What stands in the place that is about to be written.
    private static func former(
        _ file: File?, _ count: Int32, _ offset: Int64
    ) -> SimulatedDisk.Unflushed {
        var size: Int64 = 0
        _ = methods(file).xFileSize?(real(file), &size)
        let kept = max(0, min(Int64(count), size - offset))
        var bytes = [UInt8](repeating: 0, count: Int(kept))
        if kept > 0 { _ = methods(file).xRead?(real(file), &bytes, Int32(kept), offset) }
        bytes += [UInt8](repeating: 0, count: Int(count) - Int(kept))
        return SimulatedDisk.Unflushed(
            path: path(file), offset: offset, former: bytes, formerSize: size)
    }

    private static func path(_ file: File?) -> String {
        ours(file).pointee.path.map { $0.takeUnretainedValue() as String } ?? ""
    }

    static func truncate(_ file: File?, _ size: Int64) -> Int32 {
        if ours(file).pointee.disk?.takeUnretainedValue().isDead == true {
            return ExtendedCode.truncate
        }
        return methods(file).xTruncate?(real(file), size) ?? SQLITE_IOERR
    }

    /// The real flush is left out: what it would do is known, and it would cost most of the time.
    static func flush(_ file: File?, _ flags: Int32) -> Int32 {
        guard let disk = ours(file).pointee.disk?.takeUnretainedValue()
        else { return methods(file).xSync?(real(file), flags) ?? SQLITE_IOERR }
        return disk.flush(path(file)) ? SQLITE_OK : ExtendedCode.flush
    }
}

/// Extended result codes, which the importer cannot read because they are sums (sqlite3.h).
private enum ExtendedCode {
    static let write = SQLITE_IOERR | (3 << 8)
    static let flush = SQLITE_IOERR | (4 << 8)
    static let truncate = SQLITE_IOERR | (6 << 8)
}
