import HTTPTypes

/// Header fields that the HTTP types do not name.
extension HTTPField.Name {
    static let contentSecurityPolicy = HTTPField.Name("Content-Security-Policy")!
    static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
    static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
    static let dpop = HTTPField.Name("DPoP")!
    static let faceSignature = HTTPField.Name("QR-Signature")!
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
    static let rateLimit = HTTPField.Name("RateLimit")!
    static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy")!
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let secCHUAMobile = HTTPField.Name("Sec-CH-UA-Mobile")!
    static let secFetchDest = HTTPField.Name("Sec-Fetch-Dest")!
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
    static let sessionVersion = HTTPField.Name("Session-Version")!
    static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
}
