import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import WaitingRoom

/// What a poll can be told from memory.
enum PollGlance: Sendable {
    case response(Response)
    case waiting(PageWait, WaitingRoom.Ticket, isHosted: Bool)
}

/// A page's poll while there is nothing new. Ten thousand of these are held at a time, so it has only
/// what the answer needs.
struct HeldPoll: HeldAnswer {
    let responder: BrokerResponder
    let wait: PageWait
    let ticket: WaitingRoom.Ticket
    let isHosted: Bool
    let allowedOrigin: String?

    func park(_ ring: @escaping @Sendable (@escaping @Sendable () -> Reply) -> Void) {
        responder.broker.park(ticket, wait) { outcome in
            ring { reply(to: outcome) }
        }
    }

    func abandon() { responder.broker.leave(ticket) }

    private func reply(to outcome: WaitingRoom.Outcome) -> Reply {
        switch outcome {
        case .changed: look()
        case .timedOut, .displaced: finished(Endpoints.unchanged(wait.version))
        case .closing:
            finished(Endpoints.closing(wait.version, pause: Endpoints.pause(of: wait.id)))
        case .overloaded:
            finished(responder.answer(Problem(refusal: .overloaded), for: nil))
        }
    }

    /// A wake-up without a new version, as after a second scan, is not for this page, which then
    /// waits on.
    private func look() -> Reply {
        if let seen = responder.endpoints.glance(wait, isHosted: isHosted) {
            return responder.reply(seen, allowedOrigin: allowedOrigin)
        }
        return .work {
            do throws(Problem) {
                let seen = try await responder.endpoints.settle(wait, isHosted: isHosted)
                return responder.reply(seen, allowedOrigin: allowedOrigin)
            } catch {
                return finished(responder.answer(error, for: nil))
            }
        }
    }

    private func finished(_ response: Response) -> Reply {
        .response(responder.finished(response, allowedOrigin: allowedOrigin))
    }
}
