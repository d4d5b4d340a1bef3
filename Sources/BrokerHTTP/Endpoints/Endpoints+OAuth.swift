import Broker
import HTTPServing
import HTTPTypes

/// What the OAuth endpoints share.
extension Endpoints {
    /// Answers a form of a client that has proved itself.
    func answer(
        _ call: Call,
        _ body: (OAuthRequest, RelyingParty) async throws(BrokerRefusal) -> Response
    ) async throws(Problem) -> Response {
        do throws(Problem) {
            try admitPublicOrigin(call)
            let request = try OAuthRequest(try call.form(), call)
            return try await asProblem { () async throws(BrokerRefusal) in
                let party = try await broker.client(
                    request.proof, path: endpointPath(call), address: call.address)
                do throws(BrokerRefusal) {
                    return try await body(request, party)
                } catch .unmetLevel {
                    throw .oauth(.unmetAuthenticationRequirements)
                }
            }
        } catch {
            throw Self.challenging(error, call)
        }
    }

    private func endpointPath(_ call: Call) -> String {
        String(call.request.path.dropFirst(path.count))
    }

    /// Only a client that used the header is asked for it again (RFC 6749 section 5.2): a browser
    /// would ask the person for a name and a password.
    private static func challenging(_ problem: Problem, _ call: Call) -> Problem {
        var problem = problem
        if problem.code == .invalidClient, call.request.headers[.authorization] != nil {
            problem.headers[.wwwAuthenticate] = "Basic realm=\"qrbroker\""
        }
        return problem
    }

    /// Pages of public clients call by themselves; nobody else's page does.
    func admitPublicOrigin(_ call: Call) throws(Problem) {
        guard let origin = call.origin, origin != settings.origin else { return }
        guard broker.parties.isRegisteredByPublicClient(origin: origin)
        else { throw Problem(.originNotAllowed) }
        call.allowedOrigin = origin
    }

    /// The thumbprint of the key that a request to the token endpoint proves; `nil` without a proof.
    func possession(
        _ call: Call, path: String, by party: RelyingParty
    ) async throws(BrokerRefusal) -> String? {
        let proofs = call.request.headers[values: .dpop]
        guard let proof = proofs.first else {
            if party.requiresBoundTokens { throw .oauth(.invalidDPoPProof) }
            return nil
        }
        guard proofs.count == 1 else { throw .oauth(.invalidDPoPProof) }
        return try await broker.verifyPossession(
            proof, method: call.request.method.rawValue, path: path)
    }
}
