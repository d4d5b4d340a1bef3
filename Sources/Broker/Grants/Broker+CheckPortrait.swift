import FaceCheck
import LoginFlow
import SessionStore

/// What came of comparing a portrait with the face of a login.
package enum PortraitAnswer: Sendable, Hashable {
    case accepted
    /// Every rule that is not met, by name.
    case refused([String])
}

extension Broker {
    /// The scope that lets a portal compare a portrait with the face of the login.
    static let portraitScope = "portrait"

    /// Compares a portrait that a portal was sent with the face that was checked in the login of an
    /// access token. The portrait is looked at and forgotten.
    package func checkPortrait(
        _ picture: [UInt8], _ presentation: TokenPresentation
    ) async throws(BrokerRefusal) -> PortraitAnswer {
        guard let live = try await live(accessToken: presentation.token)
        else { throw .oauth(.invalidToken) }
        try await check(presentation, live, path: "/v1/portrait")
        guard live.scopes.contains(Self.portraitScope) else { throw .oauth(.insufficientScope) }
        try take(limits.portraitsPerLogin, live.grant.id)
        guard let template = live.facts.template else { throw .noReference }
        guard let provider = faceProviders[.local] as? LocalFaceProvider
        else { throw .unavailable("no local face provider") }
        switch await provider.judgePortrait(picture, template: template) {
        case .accepted: return .accepted
        case .refused(let reasons): return .refused(reasons)
        case .unavailable: throw .unavailable("the local face provider did not answer")
        }
    }
}
