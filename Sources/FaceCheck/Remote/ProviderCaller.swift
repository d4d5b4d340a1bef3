import AsyncHTTPClient
import Foundation
import LoginFlow
import NIOCore
import NIOHTTP1
import StrictJSON

/// Calls the provider: signed, without following redirects, and believing only signed answers.
struct ProviderCaller: Sendable {
    enum Failure: Error {
        /// May go better next time.
        case unreachable
        /// The provider's no: the same question would meet it again.
        case refused
        case wrongSignature
        /// Too long, or not what the contract says.
        case garbage
    }

    /// Bytes of an answer.
    private static let limit = 64 * 1024

    let client: HTTPClient
    let settings: RemoteFaceSettings
    let signature: MessageSignature
    /// Measures how long a call takes.
    let clock: any Clock<Duration>
    let now: @Sendable () -> Moment

    /// Places an order; the same reference finds the same order again.
    func place(_ order: FaceOrder, timeLeft: Seconds) async throws(Failure) -> PlacedOrder {
        let body = JSONValue.object([
            "reference": .string(order.reference), "subject": .string(order.subject),
            "callback_url": .string(settings.callbackURL),
            "expires_in": .integer(Int64(timeLeft.count)),
        ])
        let answer = try await call(.POST, "/orders", body.serialized())
        guard let value = try? JSONValue(parsing: answer), let name = value["order"]?.string,
            // An answer that was swapped on the way would send this person to another one's check.
            value["reference"]?.string == order.reference,
            let url = value["certify_url"]?.string, Self.isName(name), isVisitable(url)
        else { throw .garbage }
        return PlacedOrder(name: name, url: url)
    }

    func report(on placed: PlacedOrder) async throws(Failure) -> OrderReport {
        let answer = try await call(.GET, "/orders/\(placed.name)", [])
        do throws(OrderReport.Malformed) {
            return try OrderReport(answer)
        } catch {
            throw .garbage
        }
    }

    private func call(
        _ method: HTTPMethod, _ path: String, _ body: [UInt8]
    ) async throws(Failure) -> [UInt8] {
        var request = HTTPClientRequest(url: settings.url + path)
        let subject = "\(method.rawValue) \(ProviderAddress.path(of: request.url))"
        request.method = method
        request.headers.add(name: "QR-App", value: settings.appID)
        request.headers.add(
            name: MessageSignature.header, value: signature.sign(subject, body, at: now()))
        if !body.isEmpty {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let answer = try await exchange(request)
        // Something in front of the provider may say these two kinds, and it cannot sign.
        if answer.status >= 500 || answer.status == 408 || answer.status == 429 {
            throw .unreachable
        }
        guard signature.isGood(answer.signature, "\(answer.status)", answer.body, at: now())
        else { throw .wrongSignature }
        guard answer.status == 200 || answer.status == 201 else { throw .refused }
        return answer.body
    }

    private struct Answer {
        let status: UInt
        let signature: String
        let body: [UInt8]
    }

    /// - Throws: `unreachable` also when it takes too long.
    private func exchange(_ request: HTTPClientRequest) async throws(Failure) -> Answer {
        let result = await within(.seconds(settings.timeout), by: clock) {
            await attempt(request)
        }
        guard let result else { throw .unreachable }
        return try result.get()
    }

    private func attempt(_ request: HTTPClientRequest) async -> Result<Answer, Failure> {
        do {
            // The time is up when `within` says so: the client's own clock cannot be moved.
            let response = try await client.execute(request, deadline: .distantFuture)
            let body = try await response.body.collect(upTo: Self.limit)
            let signatures = response.headers[MessageSignature.header]
            return .success(
                Answer(
                    status: response.status.code,
                    signature: signatures.count == 1 ? signatures[0] : "",
                    body: Array(body.readableBytesView)))
        } catch is NIOTooManyBytesError {
            return .failure(.garbage)
        } catch {
            return .failure(.unreachable)
        }
    }

    /// It becomes part of a path.
    private static func isName(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
    }

    /// The person's browser is sent there: https, unless all of this happens on one machine.
    private func isVisitable(_ text: String) -> Bool {
        guard text.utf8.count <= 2048, let address = ProviderAddress(text) else { return false }
        let isAtHome = ProviderAddress(settings.url)?.isLoopback ?? false
        return address.isSecure || (isAtHome && address.isLoopback)
    }
}
