extension FuzzTarget {
    /// Everything that reads what strangers write.
    static let all: [FuzzTarget] = [
        json, base64url, form, percent, basic, payload, userCode, shown, claims, address, forwarded,
        network, preferences, userAgent, headerParameter, cookie, multipart, jws, statement,
        members,
        clientAssertion, proof, jwk, registration, configuration, wire, evidence, trail,
    ]
}
