package import LoginFlow

/// What a page may know of its login session: nothing about the person, ever.
package struct PageView: Sendable {
    package let id: SessionID
    package let status: Status
    package let hint: Hint
    package let version: Int64
    /// Whole seconds until the state ends by itself; `nil` once over.
    package let expiresIn: Int?
    package let expiresAt: Moment?
    /// The two digits, from the scan until the decision.
    package let matchNumber: String?
    /// The wallet that claimed it.
    package let wallet: String?
    package let result: Result?
    package let problem: Problem?

    /// Whether the browser's own sign-in has answered.
    package let isSignedOn: Bool

    /// Only while approved, and where there is an address to bring it to; the same at every read.
    package struct Result: Sendable {
        package let code: String
        package let state: String?
        package let issuer: String
        package let redirectTo: String
    }

    /// Only in the failed endings.
    package struct Problem: Sendable {
        package let code: String
        package let reason: String?
        package let redirectTo: String?
    }
}
