import Glibc

/// The pages of the program's files that the start has touched.
///
/// They stay in the system's cache, from which the few that are needed again come back without a read.
/// Otherwise they count as the broker's memory until the system runs short: most of what an idle
/// broker would seem to take.
enum StartPages {
    /// Gives back code and constants.
    static func release() {
        for range in unchanged() {
            madvise(UnsafeMutableRawPointer(bitPattern: range.start), range.count, MADV_DONTNEED)
        }
    }

    private struct Mapping {
        let start: UInt
        let count: Int
    }

    /// Mappings of files that nobody may write to and of which no page was changed before: what the
    /// linker has filled in would be lost.
    private static func unchanged() -> [Mapping] {
        guard let file = fopen("/proc/self/smaps", "r") else { return [] }
        defer { fclose(file) }
        var (line, capacity): (UnsafeMutablePointer<CChar>?, Int) = (nil, 0)
        defer { free(line) }
        var (found, current): ([Mapping], Mapping?) = ([], nil)
        while getline(&line, &capacity, file) > 0, let text = line.map({ String(cString: $0) }) {
            let columns = text.split(whereSeparator: \.isWhitespace)
            if columns.first?.hasSuffix(":") == false {
                current = readOnlyFile(columns)
            } else if columns.first == "Anonymous:", columns.dropFirst().first == "0" {
                current.map { found.append($0) }
            }
        }
        return found
    }

    /// From a line such as `5581e000-5592f000 r-xp 0004a000 fe:00 5511 /usr/bin/broker`.
    private static func readOnlyFile(_ columns: [Substring]) -> Mapping? {
        guard columns.count == 6, columns[5].hasPrefix("/"), columns[1].hasPrefix("r"),
            columns[1].hasSuffix("p"), !columns[1].contains("w")
        else { return nil }
        let ends = columns[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard ends.count == 2, ends[0] < ends[1] else { return nil }
        return Mapping(start: ends[0], count: Int(ends[1] - ends[0]))
    }
}
