import Broker
import HTTPServing
import HTTPTypes
import StrictJSON

extension Endpoints {
    /// `POST /v1/wallet/face`, as JSON with a result or as multipart with pictures.
    func checkFace(_ call: Call) async throws(Problem) -> Response {
        try requireNoForeignOrigin(call)
        let (assertion, pictures) = try await submission(call)
        let answer = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.face(assertion, pictures, address: call.address)
        }
        return .json(answer.faceJSON)
    }

    private func submission(_ call: Call) async throws(Problem) -> (String, FacePictures) {
        guard call.mediaType == "multipart/form-data" else {
            return (try await assertion(call), .none)
        }
        let type = call.request.headers[.contentType] ?? ""
        guard let boundary = HeaderParameter.value("boundary", of: type)
        else { throw Problem(.malformed) }
        let bytes = try call.body()
        guard let body = try? MultipartBody(bytes, boundary: boundary),
            let statement = body.parts.first, statement.name == "statement"
        else { throw Problem(.malformed) }
        let members = BodyMembers(try Call.object(statement.content))
        return (try members.required("assertion"), try pictures(body.parts.dropFirst()))
    }

    /// A portrait comes first, where there is one; the pictures of a capture follow in their order.
    private func pictures(
        _ parts: ArraySlice<MultipartBody.Part>
    ) throws(Problem) -> FacePictures {
        for part in parts where part.type != "image/jpeg" && part.type != "image/png" {
            throw Problem(.unsupportedMediaType)
        }
        let portrait = parts.first.flatMap { $0.name == "portrait" ? $0 : nil }
        let pictures = portrait == nil ? parts : parts.dropFirst()
        guard pictures.allSatisfy({ $0.name == "picture" })
        else { throw .invalidRequest("picture") }
        return FacePictures(portrait: portrait?.content, pictures: pictures.map(\.content))
    }
}
