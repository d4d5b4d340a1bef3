import LoginFlow

extension RelyingParty {
    /// Whether what this portal gets goes on when the browser is closed: it may renew, and the person
    /// has agreed to that. Grant and sign-in must not judge it differently, or the sign-in of a portal
    /// that cannot renew would stand for weeks with nothing that needs it.
    ///
    /// What is no login ends with its access token: no sign-in stands for it that the person could end.
    func hasOfflineAccess(_ scopes: [String], for purpose: Purpose) -> Bool {
        purpose == .login && scopes.contains("offline_access") && grantTypes.contains(.refreshToken)
    }
}
