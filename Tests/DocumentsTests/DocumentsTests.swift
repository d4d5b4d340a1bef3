import BrokerMetrics
import Foundation
import Testing

/// The checkout.
private let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
}

/// Everything a pattern's first group finds.
private func all(_ pattern: String, in text: String) throws -> [String] {
    let expression = try NSRegularExpression(pattern: pattern)
    let range = NSRange(text.startIndex..., in: text)
    return expression.matches(in: text, range: range).compactMap { match in
        Range(match.range(at: 1), in: text).map { String(text[$0]) }
    }
}

private let guides = "Sources/BrokerServer/BrokerServer.docc"

private func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
}

/// The paths of what people read.
private func documents() throws -> [String] {
    let folder = root.appendingPathComponent(guides).path
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder)
    return ["README.md", "CHANGELOG.md", "Benchmarks/README.md"]
        + pages.filter { $0.hasSuffix(".md") }.map { "\(guides)/\($0)" }
}

@Suite("Lists in documents are the lists of the code") struct DocumentsTests {
    @Test func theMapNamesEveryModule() throws {
        let modules = Set(try all(#"Module\(\s*name: "(\w+)""#, in: text("Package.swift")))
        let map = try text("README.md").split(separator: "\n").filter { $0.hasPrefix("| ") }
        let named = Set(try all(#"`(\w+)`"#, in: map.joined(separator: "\n")))
        #expect(modules.count > 15)
        #expect(modules == named)
    }

    @Test func operatorsReadEveryMetric() throws {
        let guide = try text("\(guides)/Operators.md")
        for counter in Counter.allCases {
            #expect(guide.contains("| `\(counter.rawValue)` |"), "\(counter.rawValue)")
        }
    }

    @Test func theTableOfRiskIsTheOneOfTheCode() throws {
        let code = try text("Sources/LoginFlow/RiskVerdict.swift").split(separator: "\n")
        let rows = code.filter { $0.hasPrefix("/// |") }.map { $0.dropFirst(4) }
        #expect(rows.count > 8)
        #expect(try text("\(guides)/Risk.md").contains(rows.joined(separator: "\n")))
    }

    @Test func peopleReadWhatEveryTableHoldsAboutThem() throws {
        let folder = root.appendingPathComponent("Sources/SessionStore/Migrations").path
        let schemas = try FileManager.default.contentsOfDirectory(atPath: folder).map {
            try text("Sources/SessionStore/Migrations/\($0)")
        }
        let tables = Set(try all(#"CREATE TABLE (\w+)"#, in: schemas.joined()))
        #expect(tables.count > 15)
        let guide = try text("\(guides)/Privacy.md")
        for table in tables { #expect(guide.contains("`\(table)`"), "\(table)") }
    }

    @Test func linksLeadSomewhere() throws {
        for file in ["README.md", "CHANGELOG.md"] {
            for link in try all(#"\]\(([^)#]+)\)"#, in: text(file)) where !link.hasPrefix("http") {
                #expect(exists(link), "\(file): \(link)")
            }
        }
        for file in try documents() {
            for page in try all(#"<doc:([\w-]+)"#, in: text(file)) {
                #expect(exists("\(guides)/\(page).md"), "\(file): \(page)")
            }
        }
    }

    @Test func filesThatAreNamedAreThere() throws {
        let pattern = #"(?<![\w/.-])((?:Benchmarks|Sources|Tests|scripts|web|face)/[\w./+-]*[\w/])"#
        var count = 0
        // The changelog also tells of what there was.
        for file in try documents() where file != "CHANGELOG.md" {
            for path in try all(pattern, in: text(file)) {
                #expect(exists(path), "\(file): \(path)")
                count += 1
            }
        }
        #expect(count > 50)
    }

    @Test func everyScriptInADocumentRuns() throws {
        for file in ["README.md", "\(guides)/Operators.md"] {
            for script in try all(#"(scripts/[a-z-]+)"#, in: text(file)) {
                let path = root.appendingPathComponent(script).path
                #expect(FileManager.default.isExecutableFile(atPath: path), "\(file): \(script)")
            }
        }
    }
}
