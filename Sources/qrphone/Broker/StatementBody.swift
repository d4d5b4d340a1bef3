import StrictJSON

/// What travels in one call: the signed statement, and the pictures beside it.
struct StatementBody: Equatable {
    var contentType: String
    var bytes: [UInt8]

    /// A statement alone.
    init(_ statement: String) {
        contentType = "application/json"
        bytes = Self.document(statement)
    }

    /// A statement with pictures beside it (RFC 7578). The statement comes first, because the
    /// broker judges it before it looks at a picture.
    ///
    /// - Parameter boundary: a text that stands in no picture; random ones do.
    init(_ statement: String, beside pictures: CapturePictures, boundary: String) {
        contentType = "multipart/form-data; boundary=\(boundary)"
        bytes = Self.part("statement", "application/json", Self.document(statement), boundary)
        if let portrait = pictures.portrait {
            bytes += Self.part("portrait", portrait.mediaType, portrait.bytes, boundary)
        }
        for picture in pictures.frames {
            bytes += Self.part("picture", picture.mediaType, picture.bytes, boundary)
        }
        bytes += Array("--\(boundary)--\r\n".utf8)
    }

    private static func document(_ statement: String) -> [UInt8] {
        let document: JSONValue = ["assertion": .string(statement)]
        return document.serialized()
    }

    private static func part(
        _ name: String, _ mediaType: String, _ content: [UInt8], _ boundary: String
    ) -> [UInt8] {
        let head = """
            --\(boundary)\r
            Content-Disposition: form-data; name="\(name)"\r
            Content-Type: \(mediaType)\r
            \r\n
            """
        return Array(head.utf8) + content + Array("\r\n".utf8)
    }
}

/// The pictures of one face check.
struct CapturePictures: Equatable {
    /// The one that was confirmed, where the check wants it.
    var portrait: Photo?
    /// As they were taken.
    var frames: [Photo]
}
