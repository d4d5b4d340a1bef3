import LoginFlow

/// What a portal shows to prove who it is.
package enum ClientProof: Sendable {
    /// A public client names itself.
    case none(clientID: String)
    case secret(clientID: String, secret: String)
    /// A signed statement (RFC 7523 section 2.2).
    case assertion(clientID: String?, jwt: String)
}
