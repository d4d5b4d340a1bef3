import Glibc

/// The pages of the program that the start has touched.
///
/// They stay in the system's cache, from which the few that are needed again come back without a read.
/// Otherwise they count as the broker's memory until the system runs short: most of what an idle
/// broker would seem to take.
enum StartPages {
    /// Gives back the program's code, which nobody can have changed.
    static func release() {
        guard let maps = fopen("/proc/self/maps", "r") else { return }
        defer { fclose(maps) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while getline(&line, &capacity, maps) > 0 {
            if let code = line.flatMap({ codeRange(String(cString: $0)) }) {
                madvise(UnsafeMutableRawPointer(bitPattern: code.start), code.count, MADV_DONTNEED)
            }
        }
    }

    /// The addresses of a line such as `5581e000-5592f000 r-xp 0004a000 fe:00 5511 /usr/bin/broker`, if
    /// it is code from a file.
    private static func codeRange(_ line: String) -> (start: UInt, count: Int)? {
        let columns = line.split(whereSeparator: \.isWhitespace)
        guard columns.count == 6, columns[1] == "r-xp", columns[5].hasPrefix("/")
        else { return nil }
        let ends = columns[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard ends.count == 2, ends[0] < ends[1] else { return nil }
        return (ends[0], Int(ends[1] - ends[0]))
    }
}
