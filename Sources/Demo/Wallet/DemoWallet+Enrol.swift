import Base64URL
import Broker
import Crypto
import Foundation
import HTTPServing
import HTTPTypes
import NIOCore
import StrictJSON
import Tokens

extension DemoWallet {
    /// What the page asks when it vouches for its phone.
    private struct Enrolment {
        let sub: String
        let device: JSONValue
        let jwk: JSONValue
        let wallet: String?

        init?(_ bytes: [UInt8]) {
            guard let asked = try? JSONValue(parsing: bytes), let sub = asked["sub"]?.string,
                let device = asked["device"], let jwk = asked["jwk"]
            else { return nil }
            self.sub = sub
            self.device = device
            self.jwk = jwk
            wallet = asked["wallet"]?.string
        }
    }

    /// Vouches for the key of a phone. A real wallet would do so after its own registration.
    func enrol(_ request: Request) async throws -> Response {
        // Only our own page: a foreign one could otherwise have its key vouched for.
        guard DemoAnswer.isFromOwnPage(request, origin: ports.walletURL) else {
            return DemoAnswer.json(["error": "forbidden"], status: .forbidden)
        }
        guard let asked = Enrolment(request.bytes),
            let wallet = wallet(asked.wallet), let key = keys[wallet.id]
        else { return DemoAnswer.json(["error": "malformed"], status: .badRequest) }
        let statement = try statement(asked, wallet, key)
        let call = JSONValue.object(["assertion": .string(statement)]).serialized()
        return try await post(
            "/v1/wallet/devices", ByteBuffer(bytes: call), type: "application/json",
            language: nil, for: request.peer)
    }

    private func statement(
        _ asked: Enrolment, _ wallet: Wallet, _ key: SigningKey
    ) throws -> String {
        let now = Int64(Date().timeIntervalSince1970)
        let random = SymmetricKey(size: .bits128).withUnsafeBytes { Base64URL.encode($0) }
        return try CompactJWS.signed(
            [
                "iss": .string(wallet.id), "sub": .string(asked.sub), "aud": .string(ports.issuer),
                "iat": .integer(now), "exp": .integer(now + 60), "jti": .string(random),
                "act": "enrol", "device": asked.device, "cnf": ["jwk": asked.jwk],
                "attests": .array(wallet.attestations),
            ], type: "qrlogin+jwt", by: key)
    }
}
