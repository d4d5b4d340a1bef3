import Foundation
import Testing
import WebFiles

/// The folder `web/` of the checkout.
private let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("web")

@Suite("Embedded files") struct WebFilesTests {
    @Test("The list is the folder: scripts/list-web-files writes it anew")
    func listIsFolder() throws {
        let found = try #require(FileManager.default.enumerator(atPath: folder.path))
        let names = found.compactMap { $0 as? String }.filter { name in
            var isFolder: ObjCBool = false
            let path = folder.appendingPathComponent(name).path
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
        #expect(WebFiles().names == names.sorted())
        #expect(names.count > 10)
    }

    @Test("Each file is embedded as it is")
    func contentIsTheSame() throws {
        let files = WebFiles()
        for name in files.names {
            let data = try Data(contentsOf: folder.appendingPathComponent(name))
            // Compared outside the macro, which would print every byte of both.
            let isSame = files[name]?.bytes == Array(data)
            #expect(isSame, "\(name) is older than the folder")
        }
    }

    @Test("Each file has a media type that browsers accept for it")
    func typesAreKnown() {
        let files = WebFiles()
        for name in files.names {
            #expect(files[name]?.type != "application/octet-stream", "\(name)")
        }
    }
}
