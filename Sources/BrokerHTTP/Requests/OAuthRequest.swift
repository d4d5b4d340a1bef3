import Broker
import HTTPServing
import HTTPTypes

/// A form at an OAuth endpoint with what it shows of its client.
struct OAuthRequest {
    let form: FormParameters
    let proof: ClientProof

    /// One proof of who is asking; two are an error (RFC 6749 section 2.3).
    init(_ form: FormParameters, _ call: Call) throws(Problem) {
        self.form = form
        let basic = try call.basicCredentials()
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
    func form() throws(Problem) -> FormParameters {
        try requireMediaType("application/x-www-form-urlencoded")
        guard let text = String(validating: try body(), as: UTF8.self),
            let form = try? FormParameters(text)
        else { throw Problem(.malformed) }
        return form
    }

    /// Parameters from the address, or from the body of a form.
    func queryOrForm() throws(Problem) -> FormParameters {
        if request.method == .post { return try form() }
        return try query()
    }
}
