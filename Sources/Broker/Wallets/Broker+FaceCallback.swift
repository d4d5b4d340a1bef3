import FaceCheck
import LoginFlow

extension Broker {
    /// A remote face provider says that it has decided.
    ///
    /// - Throws: `invalidAssertion` when it was not that provider who said so, `notFound` when no
    ///   check of that name is under way; anything else means that the provider should say it again.
    package func takeFaceCallback(
        _ body: [UInt8], signature: String
    ) async throws(BrokerRefusal) {
        guard let provider = faceProviders[.remote] as? RemoteFaceProvider
        else { throw .notFound }
        switch provider.takeCallback(body, signature: signature, at: clock.now()) {
        case .invalid: throw .invalidAssertion
        case .unknown: throw .notFound
        // Durable before the provider hears that all is well.
        case .taken(let reference):
            try await collectFaceVerdict(on: reference, from: provider)
        }
    }
}
