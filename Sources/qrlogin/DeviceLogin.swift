import StrictJSON

/// One login by the device grant (RFC 8628): ask for a code, show it, ask until there are tokens.
struct DeviceLogin<Time: Clock> where Time.Duration == Duration {
    static var grant: String { "urn:ietf:params:oauth:grant-type:device_code" }

    let provider: Provider
    let client: ProviderClient
    let credentials: ClientCredentials
    let time: Time

    /// Finds the endpoints of an issuer.
    static func discover(
        _ issuer: String, with client: ProviderClient
    ) async throws(LoginFailure) -> Provider {
        let response = try await client.get(Provider.discovery(of: issuer))
        guard response.status == 200 else { throw .malformedAnswer("HTTP \(response.status)") }
        return try Provider(response.body, expecting: issuer)
    }

    /// Asks for a code that the person can scan or type.
    ///
    /// - Parameter levels: `acr_values`, by preference; `nil` leaves it to the provider.
    func begin(scope: String, levels: String?) async throws(LoginFailure) -> DeviceCode {
        var form = FormBody()
        form.append("scope", scope)
        form.append("acr_values", levels)
        return try DeviceCode(await post(provider.deviceAuthorization, form))
    }

    /// Asks at the provider's pace until the person has decided or the time is up.
    ///
    /// - Throws: `.denied`, `.expired`, `.refused`, `.network`, `.interrupted`.
    func tokens(for code: DeviceCode) async throws(LoginFailure) -> TokenSet {
        let deadline = time.now.advanced(by: .seconds(code.expiresIn))
        var pace = PollingPace(interval: code.interval)
        var pause = code.interval
        while time.now < deadline {
            try await sleep(pause)
            let answer = try await poll(code)
            if let next = pace.pause(after: answer) {
                pause = next
                continue
            }
            switch answer {
            case .tokens(let tokens): return tokens
            case .over(let failure): throw failure
            case .unreachable(let reason): throw .network(reason)
            case .pending, .slowDown, .busy: throw .malformedAnswer("token")
            }
        }
        throw .expired
    }

    private func poll(_ code: DeviceCode) async throws(LoginFailure) -> PollAnswer {
        var form = FormBody()
        form.append("grant_type", Self.grant)
        form.append("device_code", code.deviceCode)
        do {
            return PollAnswer(try await post(provider.token, form))
        } catch .network(let reason) {
            return .unreachable(reason)
        }
    }

    private func post(_ url: String, _ form: FormBody) async throws(LoginFailure) -> Response {
        var (authorization, form) = (String?.none, form)
        let proof = try credentials.proof(for: provider)
        authorization = proof.authorization
        for field in proof.fields.fields { form.append(field.name, field.value) }
        return try await client.post(url, form, authorization: authorization)
    }

    private func sleep(_ seconds: Int) async throws(LoginFailure) {
        do {
            try await time.sleep(for: .seconds(seconds))
        } catch {
            throw .interrupted
        }
    }
}
