import Broker
import LoginFlow

/// The kinds of requests, as probes and traces name them.
enum CallKind: String, Sendable, CaseIterable {
    case start, authorize, startDevice, startBackchannel, replace
    case read, wait, display, frame, cancel, comeBack, signOn
    case scan, confirm, deny, face, status, enrol, revokeKey, requests, signIns, endSignIns
    case redeem, poll, refresh, userInfo, revokeToken, logout
    case upkeep, prune, faceVerdicts
    /// A stranger tries what a stranger can know.
    case theft
}

/// One request to the broker, as a value: it can be lost, sent twice, or sent together with others.
struct Call: Sendable {
    let kind: CallKind
    /// For the trace.
    let subject: String
    /// The login session it is about, where the caller knows it.
    var session: SessionID?
    /// The phone that signed it.
    var phone: Int?
    /// The signed statement, which counts once.
    var statement: String?
    /// What is to be true of an answer that is no refusal.
    var facts = Facts.nothing
    let run: @Sendable (Broker) async throws(BrokerRefusal) -> Reply

    /// What the caller says of itself; the checks compare it with what came of it.
    enum Facts: Sendable {
        case nothing
        case face(check: String, verdict: FaceVerdict)
        case redeem(client: String, code: String, isRight: Bool)
        case refresh(client: String, token: String)
        case userInfo(client: String, session: SessionID)
        case revocation(kid: String)
    }

    var name: String { "\(kind.rawValue) \(subject)" }
}

/// A call and what the broker answered, whether or not the answer arrived.
struct Heard: Sendable {
    let call: Call
    let outcome: Outcome
}
