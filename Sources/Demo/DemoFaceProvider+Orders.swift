import Foundation
import HTTPServing
import HTTPTypes
import ServiceLifecycle
import StrictJSON

/// What the broker calls.
extension DemoFaceProvider {
    typealias Answer = (status: Int, json: JSONValue)

    /// `POST /orders`: the same reference gives the same order.
    func order(_ request: Request, _ body: [UInt8], at now: Int64) -> Answer {
        guard isSigned(request, body, at: now) else { return (401, ["error": "wrong_signature"]) }
        guard let asked = try? JSONValue(parsing: body), let reference = asked["reference"]?.string,
            let callbackURL = asked["callback_url"]?.string,
            let lasts = asked["expires_in"]?.integer, (1...86_400).contains(lasts)
        else { return (400, ["error": "malformed"]) }
        let (order, isNew) = orders.open(
            reference: reference, callbackURL: callbackURL, expiresAt: now + lasts)
        let expiry = Date(timeIntervalSince1970: Double(order.expiresAt)).ISO8601Format()
        return (
            isNew ? 201 : 200,
            [
                "order": .string(order.id),
                "reference": .string(order.reference),
                "certify_url": .string("\(ports.faceURL)/certify/\(order.id)"),
                "expires_at": .string(expiry),
            ]
        )
    }

    /// `GET /orders/{order}`: what is known of it now.
    func outcome(_ request: Request, of id: String, at now: Int64) -> Answer {
        guard isSigned(request, [], at: now) else { return (401, ["error": "wrong_signature"]) }
        guard let order = orders[id] else { return (404, ["error": "unknown_order"]) }
        return (200, order.json(naming: callbacks.reference(of: order), at: now))
    }

    private func isSigned(_ request: Request, _ body: [UInt8], at now: Int64) -> Bool {
        guard let name = HTTPField.Name("QR-Signature"), let header = request.headers[name]
        else { return false }
        let subject = "\(request.method.rawValue) \(request.path)"
        return signature.isValid(header, subject, body, at: now)
    }

    /// The answer with its signature, or what is made of it.
    func signed(_ answer: Answer) async -> Response {
        let mischief = orders.mischief
        if mischief == .hang { await holdBack() }
        let failed: Answer = (500, ["error": "out_of_order"])
        let (status, json) = [.http500, .hang].contains(mischief) ? failed : answer
        let body = mischief.spoil(json.serialized())
        var response = DemoAnswer.bytes(
            body, type: "application/json", status: HTTPResponse.Status(code: status))
        if let name = HTTPField.Name("QR-Signature") {
            let now = Int64(Date().timeIntervalSince1970)
            response.headers[name] = callbacks.signer.header("\(status)", body, at: now)
        }
        return response
    }

    /// Longer than anybody waits, but not longer than the demo runs.
    private func holdBack() async {
        // It ends by time or by the end of the demo; both are fine.
        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(120)) }
    }
}
