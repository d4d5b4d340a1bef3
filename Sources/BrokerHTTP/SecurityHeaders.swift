import HTTPServing
import HTTPTypes

/// The headers of SECURITY protection 14.
enum SecurityHeaders {
    /// For pages of our own: no inline script or style, nothing from elsewhere, no framing but where
    /// it is said.
    ///
    /// - Parameters:
    ///   - images: servers whose pictures the configuration shows.
    ///   - formAction: where a form of the page may go.
    ///   - ancestors: origins whose pages may show it in a frame; all around a frame must be among
    ///     them (CSP Level 3 section 6.4.2.1).
    static func pagePolicy(
        images: [String], formAction: String = "'none'", ancestors: [String] = []
    ) -> String {
        let sources = (["'self'", "data:"] + images).joined(separator: " ")
        let framedBy = ancestors.isEmpty ? "'none'" : ancestors.joined(separator: " ")
        return """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src \(sources); \
            connect-src 'self'; base-uri 'none'; form-action \(formAction); \
            frame-ancestors \(framedBy)
            """
    }

    /// For everything that is not a page: nothing may run even if a browser is talked into it.
    private static let answerPolicy = "default-src 'none'; frame-ancestors 'none'"

    static func add(to response: inout Response, issuer: String) {
        set(.xContentTypeOptions, "nosniff", &response)
        set(.referrerPolicy, "no-referrer", &response)
        set(.crossOriginOpenerPolicy, "same-origin", &response)
        set(.crossOriginResourcePolicy, "same-origin", &response)
        set(.contentSecurityPolicy, answerPolicy, &response)
        if issuer.hasPrefix("https:") {
            set(.strictTransportSecurity, "max-age=31536000", &response)
        }
    }

    /// An endpoint that has said something else has its reasons.
    private static func set(
        _ name: HTTPField.Name, _ value: String, _ response: inout Response
    ) {
        if response.headers[name] == nil { response.headers[name] = value }
    }
}
