import Foundation

/// How a confidential client proves in a header who it is (RFC 6749, section 2.3.1).
package enum BasicCredentials {
    /// The value of `Authorization`. Both parts are encoded first, as for a form.
    package static func authorization(id: String, secret: String) -> String {
        let pair = PercentCoding.encode(id) + ":" + PercentCoding.encode(secret)
        return "Basic " + Data(pair.utf8).base64EncodedString()
    }
}
