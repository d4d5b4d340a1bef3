import Broker
import HTTPTypes
import Hummingbird
import StrictJSON

extension Endpoints {
    /// `POST /v1/wallet/face`, as JSON with a result or as multipart with pictures.
    func checkFace(_ call: Call) async throws(Problem) -> Response {
        try requireNoForeignOrigin(call)
        let (assertion, pictures) = try await submission(call)
        let answer = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.face(assertion, pictures: pictures, address: call.address)
        }
        return .json(answer.faceJSON)
    }

    private func submission(_ call: Call) async throws(Problem) -> (String, [[UInt8]]) {
        guard call.mediaType == "multipart/form-data" else {
            return (try await assertion(call), [])
        }
        let type = call.request.headers[.contentType] ?? ""
        guard let boundary = HeaderParameter.value("boundary", of: type)
        else { throw Problem(.malformed) }
        let bytes = try await call.body(limit: Call.pictureLimit)
        guard let body = try? MultipartBody(bytes, boundary: boundary),
            let statement = body.parts.first, statement.name == "statement"
        else { throw Problem(.malformed) }
        for part in body.parts.dropFirst() {
            guard part.name == "picture" else { throw .invalidRequest("picture") }
            guard part.type == "image/jpeg" || part.type == "image/png"
            else { throw Problem(.unsupportedMediaType) }
        }
        let members = BodyMembers(try Call.object(statement.content))
        return (try members.required("assertion"), body.parts.dropFirst().map(\.content))
    }
}
