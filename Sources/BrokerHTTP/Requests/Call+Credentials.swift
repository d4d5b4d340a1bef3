import HTTPServing
import HTTPTypes

extension Call {
    /// `Authorization: Basic`, with both parts form-encoded as RFC 6749 section 2.3.1 wants.
    func basicCredentials() -> (name: String, secret: String)? {
        guard let header = request.headers[.authorization],
            header.lowercased().hasPrefix("basic "),
            let text = Base64.decode(header.dropFirst(6)),
            let colon = text.firstIndex(of: ":"),
            let form = Self.form(text[..<colon], text[text.index(after: colon)...]),
            let name = form["name"], let secret = form.raw("secret")
        else { return nil }
        return (name, secret)
    }

    /// `Authorization` of a scheme, in small letters, as text.
    func authorization(scheme: String) -> String? {
        guard let header = request.headers[.authorization],
            header.lowercased().hasPrefix(scheme + " ")
        else { return nil }
        return String(header.dropFirst(scheme.count + 1))
    }

    private static func form(_ name: Substring, _ secret: Substring) -> FormParameters? {
        try? FormParameters("name=\(escaped(name))&secret=\(escaped(secret))")
    }

    /// Keeps separators of the form from being read in a client's name or secret.
    private static func escaped(_ text: Substring) -> String {
        String(text.replacing("&", with: "%26").replacing("=", with: "%3D"))
    }
}
