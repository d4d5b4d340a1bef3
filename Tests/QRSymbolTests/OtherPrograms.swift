import Foundation
import Testing

/// Programs of other people that draw and read codes. A missing one is a failing test: a golden
/// test that quietly skips proves nothing.
enum OtherPrograms {
    /// What zbar reads: the bytes of the codes, one a line.
    static func zbar(_ file: [UInt8], inverted: Bool = false) throws -> String {
        let options = inverted ? ["-Stest-inverted"] : []
        return try read(file, "zbarimg", ["-q", "--raw", "--oneshot", "-Sbinary"] + options)
    }

    /// What zxing-cpp reads.
    static func zxing(_ file: [UInt8]) throws -> String {
        try read(file, "ZXingReader", ["-format", "QRCode", "-bytes"])
    }

    /// Draws an SVG document as PNG.
    ///
    /// - Parameter page: the colour around and behind the document, as CSS.
    static func png(ofSVG document: [UInt8], width: Int, page: String = "none") throws -> [UInt8] {
        try withFile(document, suffix: "svg") { path in
            try run("rsvg-convert", ["--width", "\(width)", "--background-color", page, path])
        }
    }

    /// A code drawn by zxing-cpp.
    static func zxingPicture(of text: String, size: Int, suffix: String) throws -> [UInt8] {
        try withFile([], suffix: suffix) { path in
            _ = try run("ZXingWriter", ["-size", "\(size)x\(size)", "QRCode", text, path])
            return Array(try Data(contentsOf: URL(filePath: path)))
        }
    }

    private static func read(
        _ file: [UInt8], _ program: String, _ options: [String]
    ) throws -> String {
        let suffix = file.starts(with: [0x89, 0x50]) ? "png" : "pgm"
        let output = try withFile(file, suffix: suffix) { try run(program, options + [$0]) }
        let text = try #require(String(validating: output, as: UTF8.self))
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private static func withFile<Result>(
        _ bytes: [UInt8], suffix: String, _ body: (String) throws -> Result
    ) throws -> Result {
        let name = "\(UUID().uuidString).\(suffix)"
        let file = FileManager.default.temporaryDirectory.appending(path: name)
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file.path)
    }

    /// Runs to the end; any exit status but 0 fails the test.
    private static func run(_ program: String, _ arguments: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(program) \(arguments)")
        return Array(bytes)
    }
}
