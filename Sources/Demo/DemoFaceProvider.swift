import Foundation
import HTTPServing
import HTTPTypes
import ServiceLifecycle
import StrictJSON
import WebFiles

/// A company that checks faces for others, played by the person before it: orders, a page where the
/// outcome is chosen, signed answers, calls to the broker, and misbehaviour on demand.
struct DemoFaceProvider: DemoResponder {
    let ports: DemoPorts
    let files: WebFiles
    let signature: DemoFaceProviderSignature
    let orders: DemoFaceProviderOrders
    let callbacks: DemoFaceProviderCallbacks

    func respond(to request: Request) async throws -> Response {
        let path = request.path.split(separator: "/").map(String.init)
        let now = Int64(Date().timeIntervalSince1970)
        switch (request.method, path.first ?? "", path.count) {
        case (.post, "orders", 1):
            return await signed(order(request, request.bytes, at: now))
        case (.get, "orders", 2): return await signed(outcome(request, of: path[1], at: now))
        case (.get, "certify", 2): return certifyPage(path[1])
        case (.post, "certify", 2): return certify(request, path[1], at: now)
        case (.post, "misbehave", 1): return misbehave(request)
        case (.get, "static", _):
            return DemoAnswer.file(DemoAnswer.staticName(request.path).flatMap { files[$0] })
        default: return DemoAnswer.notFound
        }
    }

    /// What the person on the certify page chose; from a test just as well.
    private func certify(_ request: Request, _ id: String, at now: Int64) -> Response {
        guard let asked = own(request), let (outcome, isPutOff) = Self.choice(asked)
        else { return DemoAnswer.json(["error": "malformed"], status: .badRequest) }
        switch orders.decide(id, outcome, isPutOff: isPutOff, at: now) {
        case .unknown: return DemoAnswer.json(["error": "unknown_order"], status: .notFound)
        case .decidedBefore:
            return DemoAnswer.json(["error": "decided_before"], status: .conflict)
        case .taken(let order):
            callbacks.tell(order)
            return DemoAnswer.json(["taken": true])
        }
    }

    /// Reads `{"outcome": "pass" | "fail" | "attack" | "later" | "never", "reason"}`.
    private static func choice(
        _ asked: JSONValue
    ) -> (outcome: DemoFaceProviderOutcome, isPutOff: Bool)? {
        switch asked["outcome"]?.string {
        case "pass": (.pass, false)
        case "fail": (.fail(reason: asked["reason"]?.string ?? "mismatch"), false)
        case "attack": (.attack, false)
        case "later": (.pass, true)
        case "never": (.never, false)
        default: nil
        }
    }

    private func certifyPage(_ id: String) -> Response {
        guard orders[id] != nil else { return DemoAnswer.notFound }
        return DemoAnswer.page(files["demo/certify/index.html"], issuer: ports.issuer)
    }

    private func misbehave(_ request: Request) -> Response {
        guard let asked = own(request),
            let mischief = asked["mode"]?.string.flatMap(DemoFaceProviderMischief.init)
        else { return DemoAnswer.json(["error": "malformed"], status: .badRequest) }
        orders.misbehave(mischief)
        return DemoAnswer.json(["mode": .string(mischief.rawValue)])
    }

    /// JSON from our own page or a program; `nil` for everything else.
    private func own(_ request: Request) -> JSONValue? {
        guard DemoAnswer.isFromOwnPage(request, origin: ports.faceURL) else { return nil }
        return try? JSONValue(parsing: request.bytes)
    }
}
