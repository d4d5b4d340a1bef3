import Broker
import LoginFlow
import SessionStore
import StrictJSON

/// What the broker answered, whoever asked.
enum Reply: Sendable {
    case started(StartedLogin)
    case device(DeviceAuthorization)
    case backchannel(BackchannelAuthorization)
    case view(PageView)
    case frame(PageFrame)
    case display(PageDisplay)
    case scanned(ScanAnswer)
    case decision(DecisionAnswer)
    case tokens(IssuedTokens)
    case userInfo(JSONValue)
    case requests([WaitingRequest])
    case signIns([SignInEntry])
    case enrolled(EnrolledDevice)
    /// A wait that ended without news.
    case unchanged(version: Int64)
    case done
}

typealias Outcome = Result<Reply, BrokerRefusal>

extension Reply {
    /// Where the login session stands, as the answer says.
    var standing: (version: Int64, status: Status)? {
        switch self {
        case .started(let started): (started.view.version, started.view.status)
        case .view(let view): (view.version, view.status)
        case .scanned(let answer):
            (answer.record.session.version, answer.record.session.state.status)
        case .decision(let answer): (answer.version, answer.status)
        case .device, .backchannel, .frame, .display, .tokens, .userInfo, .requests, .signIns,
            .enrolled, .unchanged, .done:
            nil
        }
    }

    /// The login session it is about, where the answer says so.
    var session: SessionID? {
        switch self {
        case .started(let started): started.view.id
        case .view(let view): view.id
        case .scanned(let answer): answer.record.id
        case .display(let display): display.id
        case .device, .backchannel, .frame, .decision, .tokens, .userInfo, .requests, .signIns,
            .enrolled, .unchanged, .done:
            nil
        }
    }

    var text: String {
        if let standing { return "\(standing.status.rawValue) v\(standing.version)" }
        return switch self {
        case .unchanged(let version): "unchanged v\(version)"
        case .requests(let list): "\(list.count) requests"
        case .signIns(let list): "\(list.count) sign-ins"
        case .tokens: "tokens"
        case .userInfo: "claims"
        case .enrolled(let device): device.isNew ? "enrolled" : "known"
        case .device, .backchannel: "started"
        case .frame, .display: "drawn"
        case .started, .view, .scanned, .decision, .done: "done"
        }
    }
}
