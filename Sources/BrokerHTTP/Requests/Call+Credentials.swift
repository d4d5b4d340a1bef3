import Broker
import HTTPServing
import HTTPTypes

extension Call {
    /// `Authorization: Basic`, with both parts form-encoded as RFC 6749 section 2.3.1 wants.
    ///
    /// - Returns: `nil` without such a header.
    /// - Throws: `invalidClient` for one that nobody can read: it was meant for something, and must not
    ///   be passed over for a name that the form says without any proof.
    func basicCredentials() throws(Problem) -> (name: String, secret: String)? {
        guard let header = request.headers[.authorization]?.utf8,
            header.prefix(5).elementsEqual("basic".utf8, by: { $0 | 0x20 == $1 })
        else { return nil }
        let blank = header.dropFirst(5).first
        // Another scheme, whose name begins like this one.
        if let blank, blank > UInt8(ascii: " ") { return nil }
        guard blank == UInt8(ascii: " "), let text = Base64.decode(Substring(header.dropFirst(6))),
            let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
            let name = FormParameters.decode(text.utf8[..<colon]), !name.isEmpty,
            let secret = FormParameters.decode(text.utf8[colon...].dropFirst())
        else { throw Problem(refusal: .invalidClient) }
        return (name, secret)
    }

    /// `Authorization` of a scheme, in small letters, as text.
    func authorization(scheme: String) -> String? {
        guard let header = request.headers[.authorization]?.utf8,
            header.prefix(scheme.utf8.count).elementsEqual(scheme.utf8, by: { $0 | 0x20 == $1 }),
            header.dropFirst(scheme.utf8.count).first == UInt8(ascii: " ")
        else { return nil }
        return String(Substring(header.dropFirst(scheme.utf8.count + 1)))
    }
}
