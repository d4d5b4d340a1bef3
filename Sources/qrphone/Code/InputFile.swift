import Foundation
import QRReader
import StrictJSON

/// Files that the command line names, read up to a limit.
enum InputFile {
    static func read(
        _ path: String, maximumBytes: Int = Picture.maximumBytes
    ) throws(PhoneFailure) -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .file(path, reason: "cannot be opened")
        }
        defer { try? handle.close() }
        return try read(handle, path, maximumBytes)
    }

    static func readStandardInput() throws(PhoneFailure) -> [UInt8] {
        try read(.standardInput, "-", Picture.maximumBytes)
    }

    /// A JSON file of at most 64 KiB, the size the broker takes in a request.
    static func readJSON(_ path: String) throws(PhoneFailure) -> JSONValue {
        let bytes = try read(path, maximumBytes: 64 << 10)
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw .file(path, reason: "is not JSON: \(error)")
        }
    }

    private static func read(
        _ handle: FileHandle, _ path: String, _ maximumBytes: Int
    ) throws(PhoneFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            // One byte more than allowed tells a large file from one that just fits.
            while bytes.count <= maximumBytes,
                let more = try handle.read(upToCount: maximumBytes + 1 - bytes.count),
                !more.isEmpty
            {
                bytes += more
            }
        } catch {
            throw .file(path, reason: "cannot be read")
        }
        guard bytes.count <= maximumBytes else {
            throw .file(path, reason: "has more than \(maximumBytes >> 10) KiB")
        }
        return bytes
    }
}
