import Base64URL
import CWebFiles
import Crypto

/// One file of `web/`, as it was when the program was built.
package struct WebFile: Sendable {
    package let bytes: [UInt8]
    package let type: String
    /// Changes with the content.
    package let tag: String
}

/// The files of `web/`, inside the program, by their path there.
package struct WebFiles: Sendable {
    private let files: [String: WebFile]

    /// Takes the files out of the program; they are copied once, at the start.
    package init() {
        var files: [String: WebFile] = [:]
        for index in 0..<web_file_count() {
            let file = web_file(index)
            let bytes = Array(UnsafeRawBufferPointer(start: file.content, count: file.length))
            let name = String(cString: file.name)
            files[name] = WebFile(
                bytes: bytes, type: Self.type(of: name),
                tag: Base64URL.encode(SHA256.hash(data: bytes).prefix(12)))
        }
        self.files = files
    }

    package subscript(name: String) -> WebFile? { files[name] }

    package var names: [String] { files.keys.sorted() }

    /// The media types of the endings that `web/` has.
    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "yaml": "application/yaml"
        default: "application/octet-stream"
        }
    }
}
