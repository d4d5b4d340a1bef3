import HTTPServing
import HTTPTypes

/// Whoever answers at one of the demo's own listeners.
protocol DemoResponder: Responder {
    /// Bytes of a body.
    var bodyLimit: Int { get }

    func respond(to request: Request) async throws -> Response
}

extension DemoResponder {
    var bodyLimit: Int { 64 * 1024 }

    func bodyLimit(for head: HTTPRequest) -> Int { bodyLimit }

    func reply(to request: Request) -> Reply {
        .work {
            do {
                return .response(try await respond(to: request))
            } catch {
                // The broker cannot be reached: the page says so.
                return .response(Response(status: .badGateway))
            }
        }
    }
}
