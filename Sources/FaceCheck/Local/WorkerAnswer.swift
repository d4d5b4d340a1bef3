import Foundation
import LoginFlow
import StrictJSON

/// What a worker says, read strictly: one that says anything else is broken and is ended.
enum WorkerAnswer: Sendable, Equatable {
    case ready(engine: String, version: String)
    case checked(FaceProgress)
    case judged(PortraitVerdict)

    /// What it must be an answer to.
    enum Expected: Sendable, Equatable {
        case readiness
        case check(Int64)
        case portrait(Int64)
    }

    struct Nonsense: Error {}

    /// Bytes of a template: 128 numbers of 32 bits.
    static let templateSize = 512
    /// Why a check did not pass, as far as looking at pictures can tell.
    private static let reasons: Set<FaceReason> = [
        .noFace, .manyFaces, .tooDark, .blurred, .occluded, .mismatch, .notLive,
    ]

    init(_ header: [UInt8], to expected: Expected) throws(Nonsense) {
        guard let value = try? JSONValue(parsing: header), let answer = value.object,
            answer["pictures"] == nil
        else { throw Nonsense() }
        switch expected {
        case .readiness: self = try Self.readiness(answer)
        case .check(let id):
            try Self.requireID(id, answer)
            self = .checked(try Self.progress(answer))
        case .portrait(let id):
            try Self.requireID(id, answer)
            self = .judged(try Self.verdict(answer))
        }
    }

    private static func requireID(_ id: Int64, _ answer: JSONObject) throws(Nonsense) {
        guard answer["id"]?.integer == id else { throw Nonsense() }
    }

    private static func readiness(_ answer: JSONObject) throws(Nonsense) -> WorkerAnswer {
        guard answer["ready"]?.bool == true, let engine = answer["engine"]?.string,
            let version = answer["version"]?.string, engine.utf8.count <= 64,
            version.utf8.count <= 64
        else { throw Nonsense() }
        return .ready(engine: engine, version: version)
    }

    private static func progress(_ answer: JSONObject) throws(Nonsense) -> FaceProgress {
        switch answer["verdict"]?.string {
        case "pass":
            guard let text = answer["template"]?.string, let template = Data(base64Encoded: text),
                template.count == templateSize
            else { throw Nonsense() }
            return .recognised(template: Array(template))
        case "fail":
            guard let reason = answer["reason"]?.string.flatMap(FaceReason.init),
                reasons.contains(reason)
            else { throw Nonsense() }
            return .verdict(.fail(reason))
        case "error": return .verdict(.error)
        default: throw Nonsense()
        }
    }

    private static func verdict(_ answer: JSONObject) throws(Nonsense) -> PortraitVerdict {
        switch answer["verdict"]?.string {
        case "pass": return .accepted
        case "fail":
            guard let reasons = answer["reasons"]?.array, (1...16).contains(reasons.count)
            else { throw Nonsense() }
            let codes = reasons.compactMap(\.string).filter(isCode)
            guard codes.count == reasons.count else { throw Nonsense() }
            return .refused(reasons: codes)
        case "error": return .unavailable
        default: throw Nonsense()
        }
    }

    /// It goes on to the portal, so it must be a word and not a sentence.
    private static func isCode(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || $0 == 95 }
    }
}
