import Foundation
import Testing

@testable import Demo

/// The folder `templates/` of the checkout.
private let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("templates")

@Suite("Templates") struct TemplateTests {
    @Test("The list is the folder: scripts/list-web-files writes it anew")
    func listIsFolder() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Template.all.map { $0.name + ".yaml" }.sorted() == names.sorted())
    }

    @Test("Each file is embedded as it is", arguments: Template.all.map(\.name))
    func contentIsTheSame(_ name: String) throws {
        let file = folder.appendingPathComponent(name + ".yaml")
        let isSame = try Template.named(name)?.text == String(contentsOf: file, encoding: .utf8)
        #expect(isSame, "\(name) is older than the folder")
    }

    @Test("The one for whoever does not choose is the first")
    func standardIsFirst() {
        #expect(Template.all.first?.name == Template.standardName)
        #expect(Template.named("no-such-template") == nil)
    }

    @Test("Each says in its first line what it is for", arguments: Template.all.map(\.name))
    func summaryIsALine(_ name: String) throws {
        let summary = try #require(Template.named(name)).summary
        #expect((30...95).contains(summary.count))
        #expect(summary.hasSuffix("."))
    }

    @Test("Each wallet's keys are named after it", arguments: Template.all.map(\.name))
    func keysAreNamedAfterWallets(_ name: String) throws {
        let template = try #require(Template.named(name))
        #expect(!template.walletIDs.isEmpty)
        for wallet in template.walletIDs {
            #expect(template.text.contains("jwks_file: ./\(wallet).jwks.json\n"))
        }
    }

    @Test("Each names the flows it serves")
    func flowsAreNamed() throws {
        let rows = [
            "exam": ["A1", "A2", "A3", "A4", "A6"], "province": ["B1", "B2", "B3", "B5", "B7"],
            "tax": ["C1", "C4"], "city": ["E1", "E3", "E4", "E9"],
        ]
        for (name, rows) in rows {
            let text = try #require(Template.named(name)).text
            for row in rows { #expect(text.contains("\n# \(row)  "), "\(name): \(row)") }
        }
    }
}
