import Crypto
import FaceCheck
import LoginFlow
import StrictJSON

/// The pictures sent beside a face statement.
package struct FacePictures: Sendable {
    package let portrait: [UInt8]?
    /// In the order they were taken.
    package let pictures: [[UInt8]]

    package static let none = FacePictures(portrait: nil, pictures: [])

    package init(portrait: [UInt8]?, pictures: [[UInt8]]) {
        self.portrait = portrait
        self.pictures = pictures
    }
}

/// What a face statement says.
struct FaceSubmission: Sendable {
    let session: SessionID
    let checkID: String
    let challenge: String
    /// `nil` where pictures are to be judged.
    let report: FaceReport?
    let pictures: [[UInt8]]
    /// What the pictures are compared with; that it is the right one is checked with the decision.
    let portrait: [UInt8]?
    /// Made here, outside of the transaction that compares it: a portrait may have a megabyte.
    let portraitDigest: PictureDigest?
    /// Whether the person is about to go to the provider.
    let begins: Bool

    init(_ statement: Statement, _ evidence: FacePictures) throws(BrokerRefusal) {
        session = try statement.sessionID()
        checkID = try statement.requiredText("check_id")
        challenge = try statement.requiredText("challenge")
        report = try Self.report(statement)
        pictures = evidence.pictures
        portrait = evidence.portrait
        portraitDigest = evidence.portrait.map { PictureDigest(of: $0) }
        begins = statement.claims["begin"]?.bool ?? false
        if !begins { try Self.check(pictures, statement) }
    }

    /// Each picture must be the one the statement was signed over, in order.
    private static func check(
        _ pictures: [[UInt8]], _ statement: Statement
    ) throws(BrokerRefusal) {
        let digests = try statement.optionalTexts("capture", limit: 16)
        if digests == nil && pictures.isEmpty {
            if statement.claims["result"] == nil { throw .invalidRequest(parameter: "result") }
            return
        }
        guard let digests, digests.count == pictures.count else { throw .captureMismatch }
        for (digest, picture) in zip(digests, pictures) {
            guard PictureDigest(of: picture) == PictureDigest(text: digest)
            else { throw .captureMismatch }
        }
    }

    private static func report(_ statement: Statement) throws(BrokerRefusal) -> FaceReport? {
        guard let result = try statement.optionalText("result", limit: 32) else { return nil }
        if let score = statement.claims["score"] {
            guard let score = score.number, (0...1).contains(score)
            else { throw .invalidRequest(parameter: "score") }
        }
        for name in ["provider", "reference"] {
            _ = try statement.optionalText(name, limit: 255)
        }
        if let liveness = statement.claims["liveness"], liveness.bool == nil {
            throw .invalidRequest(parameter: "liveness")
        }
        switch result {
        case "pass":
            // A pass of something that was not alive is not a pass.
            let isAlive = statement.claims["liveness"]?.bool ?? true
            return later(isAlive ? .pass : .fail(.notLive), statement)
        case "fail":
            let reason = try reason(statement)
            return later(reason == .providerError ? .error : .fail(reason), statement)
        case "error": return later(.error, statement)
        case "not_yet": return .notYet
        default: throw .invalidRequest(parameter: "result")
        }
    }

    /// The simulator can be told to take its time, in seconds; elsewhere the member means nothing.
    private static func later(_ verdict: FaceVerdict, _ statement: Statement) -> FaceReport {
        guard let delay = statement.claims["simulated_delay"]?.integer, (1...600).contains(delay)
        else { return .verdict(verdict) }
        return .late(verdict, after: Seconds(Int(delay)))
    }

    private static func reason(_ statement: Statement) throws(BrokerRefusal) -> FaceReason {
        guard let text = statement.claims["reason"]?.string,
            let reason = FaceReason(rawValue: text)
        else { throw .invalidRequest(parameter: "reason") }
        return reason
    }
}
