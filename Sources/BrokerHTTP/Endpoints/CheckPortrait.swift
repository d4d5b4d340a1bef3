import Broker
import HTTPServing
import HTTPTypes
import StrictJSON

extension Endpoints {
    /// `POST /v1/portrait`: a portal has a portrait compared with the face of a login. The body is
    /// the picture itself.
    func checkPortrait(_ call: Call) async throws(Problem) -> Response {
        try admitPublicOrigin(call)
        let presentation = try presentation(call)
        guard call.mediaType == "image/jpeg" || call.mediaType == "image/png"
        else { throw Problem(.unsupportedMediaType) }
        let picture = try call.body()
        do throws(BrokerRefusal) {
            switch try await broker.checkPortrait(picture, presentation) {
            case .accepted: return .json(["accepted": true])
            case .refused(let reasons):
                return .json([
                    "accepted": false, "reasons": .array(reasons.map(JSONValue.string)),
                ])
            }
        } catch {
            throw Self.challenge(Problem(refusal: error), presentation)
        }
    }
}
