import Broker
import HTTPServing
import HTTPTypes

extension Endpoints {
    /// `POST /v1/face/callbacks`: a remote face provider has decided, and signs what it says.
    func takeFaceCallback(_ call: Call) async throws(Problem) -> Response {
        try requireNoForeignOrigin(call)
        try call.requireMediaType("application/json")
        // Signed are the bytes as they came, so they are not read as JSON here.
        let body = try call.body()
        guard let signature = call.request.headers[.faceSignature]
        else { throw Problem(.invalidAssertion) }
        try await asProblem { () async throws(BrokerRefusal) in
            try await broker.takeFaceCallback(body, signature: signature)
        }
        return .empty(.noContent)
    }
}
