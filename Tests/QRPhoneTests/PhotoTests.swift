import Foundation
import Testing

@testable import qrphone

@Suite struct PhotoTests {
    @Test(
        "Bytes say what a picture is; a name only where they say nothing",
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xDB], "a.png", "image/jpeg"),
            ([0x89, 0x50, 0x4E, 0x47], "a.jpg", "image/png"), ([0x47, 0x49], "A.PNG", "image/png"),
            ([], "a.gif", "image/jpeg"),
        ] as [([UInt8], String, String)])
    func mediaType(bytes: [UInt8], name: String, type: String) {
        #expect(Photo(bytes: bytes, name: name).mediaType == type)
    }

    /// The digest of three letters is an example of FIPS 180-4.
    @Test("A digest is the SHA-256 of the bytes, base64url")
    func digest() {
        #expect(
            Photo(bytes: Array("abc".utf8), name: "").digest
                == "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0")
    }

    @Test("A folder is read in the order of its names, without folders and hidden files")
    func folder() throws {
        try TemporaryFolder.with { folder in
            for name in ["b.png", "a.jpg", ".hidden", "c"] {
                try Data(name.utf8).write(to: folder.appending(path: name))
            }
            try FileManager.default.createDirectory(
                at: folder.appending(path: "aa"), withIntermediateDirectories: false)
            let photos = try Photo.folder(folder.path)
            #expect(
                photos.map { String(decoding: $0.bytes, as: UTF8.self) } == ["a.jpg", "b.png", "c"])
            #expect(try Photo.named(folder.path) == photos)
            let two = "\(folder.path)/a.jpg \(folder.path)/c"
            #expect(try Photo.named(two) == [photos[0], photos[2]])
        }
    }

    @Test("No pictures, no folder, no file: each is an error that names it")
    func errors() throws {
        try TemporaryFolder.with { folder in
            #expect(throws: PhoneFailure.self) { try Photo.folder(folder.path) }
            #expect(throws: PhoneFailure.self) { try Photo.folder(folder.path + "/none") }
            #expect(throws: PhoneFailure.self) { try Photo(file: folder.path + "/none.jpg") }
        }
    }

    @Test("The statement comes first, then the portrait, then the frames, byte for byte")
    func multipart() throws {
        let pictures = CapturePictures(
            portrait: Examples.png, frames: [Examples.jpeg, Examples.png])
        let body = StatementBody("a.b.c", beside: pictures, boundary: "bound")
        let parts = try ReceivedParts(body.bytes, contentType: body.contentType)
        #expect(parts.statement == Array(#"{"assertion":"a.b.c"}"#.utf8))
        #expect(parts.pictures.map(\.name) == ["portrait", "picture", "picture"])
        #expect(parts.pictures.map(\.type) == ["image/png", "image/jpeg", "image/png"])
        #expect(
            parts.pictures.map(\.content)
                == [Examples.png.bytes, Examples.jpeg.bytes, Examples.png.bytes])
    }
}
