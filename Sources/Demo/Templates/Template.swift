import CTemplates
import Yams

/// A configuration to begin with: a file of `templates/`, as it was when the program was built.
package struct Template: Sendable {
    package let name: String
    /// YAML, with the addresses of a trial on one machine.
    let text: String

    /// The one for whoever does not choose, then the others by name.
    package static let all = files.sorted { lhs, rhs in
        (lhs.name != standardName ? 1 : 0, lhs.name) < (rhs.name != standardName ? 1 : 0, rhs.name)
    }
    package static let standardName = "generic"

    package static func named(_ name: String) -> Template? { all.first { $0.name == name } }

    private static var files: [Template] {
        (0..<template_file_count()).map { index in
            let file = template_file(index)
            let bytes = UnsafeRawBufferPointer(start: file.content, count: file.length)
            let name = String(cString: file.name).prefix { $0 != "." }
            return Template(name: String(name), text: String(decoding: bytes, as: UTF8.self))
        }
    }

    /// The first line of the file, which says what it is for.
    package var summary: String {
        String(text.prefix { $0 != "\n" }.drop { $0 == "#" || $0 == " " })
    }

    /// Ids of the wallets, in their order. Read here because their key files must be there before
    /// the configuration can be loaded.
    var walletIDs: [String] {
        let root = try? Yams.compose(yaml: text)
        return (root?["wallets"]?.sequence ?? []).compactMap { $0["id"]?.string }
    }
}
