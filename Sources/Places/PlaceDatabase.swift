import CMaxMindDB
import Synchronization

/// A file that says where addresses are, in the format of MaxMind: GeoLite2, GeoIP2, DB-IP and others,
/// with cities or with countries only.
///
/// It is read in place, so its size costs no memory. It must be replaced by a new file, never
/// overwritten, while it is open.
package final class PlaceDatabase: Sendable {
    /// Why a file cannot be used, in the library's words.
    package struct Failure: Error {
        package let reason: String
    }

    /// The library would allow several lookups at a time; each takes a few microseconds, and a lock is
    /// what the compiler can check.
    private let file: Mutex<MMDB_s>

    /// - Throws: `Failure` for a file that is not there or is of another format.
    package init(path: String) throws(Failure) {
        var opened = MMDB_s()
        let status = MMDB_open(path, UInt32(MMDB_MODE_MMAP), &opened)
        guard status == MMDB_SUCCESS else {
            throw Failure(reason: String(cString: MMDB_strerror(status)))
        }
        file = Mutex(opened)
    }

    deinit { file.withLock { MMDB_close(&$0) } }

    /// - Parameter address: as text.
    /// - Returns: `nil` for an address of no known country, and for what is no address.
    package func place(of address: String) -> Place? {
        file.withLock { file in
            var (notAnAddress, status) = (Int32(0), MMDB_SUCCESS)
            // What is found points at the file, so both stay where they are until it is read.
            return withUnsafePointer(to: &file) { file in
                let found = MMDB_lookup_string(file, address, &notAnAddress, &status)
                guard notAnAddress == 0, status == MMDB_SUCCESS, found.found_entry else {
                    return nil
                }
                return PlaceEntry(entry: found.entry).place
            }
        }
    }
}
