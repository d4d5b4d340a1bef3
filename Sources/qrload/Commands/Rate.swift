import ArgumentParser

/// So many a second, as it is written on a command line: `200/s`, `12000/min`, or `200`.
struct Rate: Equatable, ExpressibleByArgument {
    var perSecond: Double

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let count = Double(parts[0]), count > 0,
            count.isFinite
        else { return nil }
        switch parts.count == 1 ? "s" : parts[1] {
        case "s": perSecond = count
        case "min": perSecond = count / 60
        case "h": perSecond = count / 3600
        default: return nil
        }
    }

    var defaultValueDescription: String { "\(perSecond)/s" }
}
