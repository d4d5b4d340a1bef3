import Base64URL
import Foundation

/// The deployment's files, as somebody sees them who got hold of them.
struct SearchedFiles {
    private let paths: [String]

    init(_ inside: AttackPlan.Inside) {
        var paths: [String] = []
        if let database = inside.database {
            paths += ["", "-wal", "-shm"].map { database + $0 }
        }
        if let log = inside.log { paths.append(log) }
        self.paths = paths.filter { FileManager.default.fileExists(atPath: $0) }
    }

    var isEmpty: Bool { paths.isEmpty }

    /// Looks for each secret as it is written, and as the bytes it stands for.
    ///
    /// - Throws: `.needs` for a file that cannot be read.
    func search(_ secrets: [(String, String)], _ finding: inout Finding) throws {
        guard !isEmpty else {
            return finding.note("files not searched: neither --database nor --log was given")
        }
        for path in paths {
            guard let content = try? Data(contentsOf: URL(filePath: path)) else {
                throw AttackFailure.needs("a readable \(path)")
            }
            let name = URL(filePath: path).lastPathComponent
            for (what, secret) in secrets {
                let found = Self.spellings(secret).contains { content.range(of: $0) != nil }
                finding.check(!found, "\(what) in \(name): \(found ? "found" : "not found")")
            }
        }
    }

    private static func spellings(_ secret: String) -> [Data] {
        var spellings = [Data(secret.utf8)]
        if let raw = Base64URL.decode(secret), raw.count >= 12 { spellings.append(Data(raw)) }
        return spellings
    }
}
