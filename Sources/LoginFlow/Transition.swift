/// One state change, as the audit trail records it.
package struct Transition: Sendable, Hashable {
    /// Who caused it.
    package enum Cause: String, Sendable, CaseIterable {
        case create
        case scan
        case confirm
        case deny
        case face
        /// The person came back from the app to the page.
        case comeBack = "come_back"
        case cancel
        case replace
        /// An earlier sign-in of the same browser answered.
        case signOn = "sign_on"
        case redeem
        case deadline
        /// A code tried too often with a wrong proof.
        case misuse
        /// The operator has switched off what it needs.
        case switchOff = "switch_off"
    }

    package let version: Int64
    package let from: Status?
    package let to: Status
    package let cause: Cause
    package let reason: String?
    package let at: Moment
}
