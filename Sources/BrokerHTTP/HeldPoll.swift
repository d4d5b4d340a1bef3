import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import WaitingRoom

/// What a poll is told at once.
enum PollGlance: Sendable {
    case response(Response)
    case waiting(Wait, WaitingRoom.Ticket, isHosted: Bool)
}

/// A poll while there is nothing new. Ten thousand of these are held at a time, so it has only what the
/// answer needs.
struct HeldPoll: HeldAnswer {
    let responder: BrokerResponder
    let wait: Wait
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
        case .closing: finished(Endpoints.closing(wait))
        case .overloaded:
            finished(responder.answer(Problem(refusal: .overloaded), for: nil))
        }
    }

    private func look() -> Reply {
        if let seen = responder.endpoints.glance(wait, isHosted: isHosted) {
            return responder.reply(seen, allowedOrigin: allowedOrigin)
        }
        return .work {
            do throws(Problem) {
                let seen = try await responder.endpoints.look(wait, isHosted: isHosted)
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
