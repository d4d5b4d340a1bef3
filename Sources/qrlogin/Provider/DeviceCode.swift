import StrictJSON

/// The answer to a device authorization request (RFC 8628, section 3.2).
struct DeviceCode: Equatable {
    /// Seconds between two questions when the provider does not say (section 3.2).
    static let usualInterval = 5
    /// The longest life in seconds that is believed: nobody waits a day for a scan.
    static let maximumLife: Int64 = 86_400
    /// The longest interval in seconds that is believed.
    static let maximumInterval: Int64 = 3600

    /// The secret that stands for the login; never shown.
    var deviceCode: String
    var userCode: String
    var verificationURI: String
    /// What the symbol says; without it there is only the typed code.
    var completeURI: String?
    /// Seconds.
    var expiresIn: Int
    /// Seconds between two questions, at least 1.
    var interval: Int

    init(_ response: Response) throws(LoginFailure) {
        try response.checkForRefusal()
        let body = response.body
        deviceCode = try body.text("device_code")
        userCode = try body.text("user_code")
        verificationURI = try body.text("verification_uri")
        completeURI = body["verification_uri_complete"]?.string
        guard let life = body["expires_in"]?.integer, life > 0 else {
            throw .malformedAnswer("expires_in")
        }
        expiresIn = Int(min(life, Self.maximumLife))
        let interval = body["interval"]?.integer ?? Int64(Self.usualInterval)
        self.interval = Int(min(max(interval, 1), Self.maximumInterval))
    }
}

extension Response {
    /// - Throws: `.refused` for an error in the form of RFC 6749, `.malformedAnswer` for anything
    ///   else that is no success.
    func checkForRefusal() throws(LoginFailure) {
        guard status != 200 else { return }
        guard let error = body["error"]?.string else { throw .malformedAnswer("HTTP \(status)") }
        throw .refused(error: error, description: body["error_description"]?.string)
    }
}

extension JSONValue {
    /// A text that must be there and say something.
    func text(_ member: String) throws(LoginFailure) -> String {
        guard let text = self[member]?.string, !text.isEmpty else {
            throw .malformedAnswer(member)
        }
        return text
    }
}
