import Foundation
import NIOCore
import StrictJSON

extension WorkerQuestion {
    /// The bytes of one question: length of the header in four bytes, header, pictures.
    ///
    /// - Parameter id: what the answer must carry.
    func frame(_ id: Int64) -> ByteBuffer {
        let header = JSONValue.object(header(id)).serialized()
        let size = 4 + header.count + pictures.reduce(0) { $0 + $1.count }
        var frame = ByteBufferAllocator().buffer(capacity: size)
        frame.writeInteger(UInt32(header.count))
        frame.writeBytes(header)
        for picture in pictures { frame.writeBytes(picture) }
        return frame
    }

    private func header(_ id: Int64) -> JSONObject {
        let sizes = JSONValue.array(pictures.map { .integer(Int64($0.count)) })
        switch kind {
        case .check(let actions):
            return [
                "id": .integer(id), "do": "check", "reference": "picture",
                "actions": .array(actions.map { .string($0.rawValue) }), "pictures": sizes,
            ]
        case .portrait(let rules, let template):
            return [
                "id": .integer(id), "do": "portrait", "rules": .object(rules.json),
                "template": .string(Data(template).base64EncodedString()), "pictures": sizes,
            ]
        }
    }
}

extension PortraitRules {
    fileprivate var json: JSONObject {
        [
            "formats": .array(formats.map { .string($0.rawValue) }),
            "min_bytes": .integer(Int64(bytes.lowerBound)),
            "max_bytes": .integer(Int64(bytes.upperBound)),
            "min_width": .integer(Int64(minimumWidth)),
            "min_height": .integer(Int64(minimumHeight)),
        ]
    }
}
