import Broker
import HTTPServing
import HTTPTypes
import StrictJSON

extension Endpoints {
    /// `GET` and `POST /userinfo` (OpenID Connect Core 5.3)
    func userInfo(_ call: Call) async throws(Problem) -> Response {
        try admitPublicOrigin(call)
        let presentation = try presentation(call)
        do throws(BrokerRefusal) {
            switch try await broker.userInfo(presentation) {
            case .plain(let claims): return .json(claims)
            case .signed(let jwt): return .bytes(Array(jwt.utf8), type: "application/jwt")
            }
        } catch {
            throw Self.challenge(Problem(refusal: error), presentation)
        }
    }

    /// How the access token of a call is shown.
    func presentation(_ call: Call) throws(Problem) -> TokenPresentation {
        if let token = call.authorization(scheme: "dpop") {
            let proofs = call.request.headers[values: .dpop]
            return .bound(
                token, proof: proofs.count == 1 ? proofs[0] : "",
                method: call.request.method.rawValue)
        }
        if let token = call.authorization(scheme: "bearer") { return .bearer(token) }
        // Nothing was shown, so nothing is said of what was wrong (RFC 6750 section 3.1).
        var problem = Problem(.invalidToken)
        problem.headers[.wwwAuthenticate] = "Bearer"
        throw problem
    }

    /// Says in the scheme that was used what was wrong.
    static func challenge(
        _ problem: Problem, _ presentation: TokenPresentation
    ) -> Problem {
        var problem = problem
        let isTokens =
            problem.code == .invalidToken || problem.code == .invalidDPoPProof
            || problem.code == .insufficientUserAuthentication
            || problem.code == .insufficientScope
        guard isTokens else { return problem }
        if problem.code != .insufficientScope { problem.status = .unauthorized }
        var scheme = "Bearer "
        if case .bound = presentation { scheme = "DPoP algs=\"ES256 EdDSA RS256\", " }
        let fields = problem.challengeFields.map { ", \($0.name)=\"\($0.value)\"" }.joined()
        problem.headers[.wwwAuthenticate] = "\(scheme)error=\"\(problem.code.oauthName)\"\(fields)"
        return problem
    }
}
