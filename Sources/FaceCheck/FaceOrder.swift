package import LoginFlow

/// One face check as a provider knows it: no name, no picture of its own, nothing to find a person by.
package struct FaceOrder: Sendable, Hashable {
    package let session: SessionID
    /// From 1; a retry is a new order.
    package let number: Int
    /// The opaque name that outsiders know it by: the id of the check, which differs from try to
    /// try and leads nowhere without the broker's keys.
    package let reference: String
    /// What a provider may know the person by, the same at every check and known to nobody else:
    /// without it a pass would say that somebody was there, and not who.
    package let subject: String

    package init(session: SessionID, number: Int, reference: String, subject: String) {
        self.session = session
        self.number = number
        self.reference = reference
        self.subject = subject
    }
}
