import CMaxMindDB

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

    /// Read by lookups only, which the library allows from several threads at a time.
    nonisolated(unsafe) private let file: UnsafeMutablePointer<MMDB_s>

    /// - Throws: `Failure` for a file that is not there or is of another format.
    package init(path: String) throws(Failure) {
        let opened = UnsafeMutablePointer<MMDB_s>.allocate(capacity: 1)
        let status = MMDB_open(path, UInt32(MMDB_MODE_MMAP), opened)
        guard status == MMDB_SUCCESS else {
            opened.deallocate()
            throw Failure(reason: String(cString: MMDB_strerror(status)))
        }
        file = opened
    }

    deinit {
        MMDB_close(file)
        file.deallocate()
    }

    /// - Parameter address: as text.
    /// - Returns: `nil` for an address of no known country, and for what is no address.
    package func place(of address: String) -> Place? {
        var (notAnAddress, status) = (Int32(0), MMDB_SUCCESS)
        let found = MMDB_lookup_string(file, address, &notAnAddress, &status)
        guard notAnAddress == 0, status == MMDB_SUCCESS, found.found_entry else { return nil }
        let entry = PlaceEntry(entry: found.entry)
        guard let country = entry.text("country", "iso_code") else { return nil }
        var names: [String: [String]] = [:]
        for language in ["en", "zh-CN"] {
            names[language] = [
                entry.text("country", "names", language),
                entry.text("subdivisions", "0", "names", language),
                entry.text("city", "names", language),
            ].compactMap(\.self)
        }
        return Place(names: names, country: country, point: entry.point)
    }
}
