import Broker
import HTTPTypes
import Hummingbird

/// A form at an OAuth endpoint with what it shows of its client.
struct OAuthRequest {
    let form: FormParameters
    let proof: ClientProof

    /// One proof of who is asking; two are an error (RFC 6749 section 2.3).
    init(_ form: FormParameters, _ call: Call) throws(Problem) {
        self.form = form
        let basic = call.basicCredentials()
        let count = [basic != nil, form["client_secret"] != nil, form["client_assertion"] != nil]
            .filter { $0 }.count
        if count > 1 { throw .invalidRequest("client_secret") }
        if let basic {
            // An empty secret is none: how some public clients name themselves.
            proof =
                basic.secret.isEmpty
                ? .none(clientID: basic.name)
                : .secret(clientID: basic.name, secret: basic.secret)
        } else if let jwt = form["client_assertion"] {
            let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            guard form["client_assertion_type"] == type
            else { throw .invalidRequest("client_assertion_type") }
            proof = .assertion(clientID: form["client_id"], jwt: jwt)
        } else if let clientID = form["client_id"] {
            if let secret = form["client_secret"] {
                proof = .secret(clientID: clientID, secret: secret)
            } else {
                proof = .none(clientID: clientID)
            }
        } else {
            throw Problem(refusal: .invalidClient)
        }
    }
}

extension Call {
    /// The body as a form.
    func form() async throws(Problem) -> FormParameters {
        try requireMediaType("application/x-www-form-urlencoded")
        guard let text = String(validating: try await body(), as: UTF8.self),
            let form = try? FormParameters(text)
        else { throw Problem(.malformed) }
        return form
    }

    /// Parameters from the address, or from the body of a form.
    func parameters() async throws(Problem) -> FormParameters {
        if request.method == .post { return try await form() }
        return try query()
    }
}

extension Endpoints {
    /// Answers a form of a client that has proved itself.
    func answer(
        _ call: Call,
        _ body: (OAuthRequest, RelyingParty) async throws(BrokerRefusal) -> Response
    ) async throws(Problem) -> Response {
        do throws(Problem) {
            try admitPublicOrigin(call)
            let request = try OAuthRequest(try await call.form(), call)
            return try await asProblem { () async throws(BrokerRefusal) in
                let party = try await broker.client(request.proof, address: call.address)
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
