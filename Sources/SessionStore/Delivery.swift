package import LoginFlow

/// Something a portal must be told, kept until it has heard it.
package struct Delivery: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A sign-in has ended (OpenID Connect Back-Channel Logout 1.0).
        case logout
        /// A request of CIBA has its outcome (section 10.2 of it).
        case ping
    }

    /// 16 bytes; a ping has those of its login session.
    package let id: [UInt8]
    package let kind: Kind
    package let clientID: String
    /// What is to be told, sealed.
    package let content: [UInt8]
    package var attempts = 0
    /// `nil` while it is not yet time.
    package let nextAt: Moment?
    package let giveUpAt: Moment

    package init(
        id: [UInt8], kind: Kind, clientID: String, content: [UInt8], nextAt: Moment?,
        giveUpAt: Moment
    ) {
        self.id = id
        self.kind = kind
        self.clientID = clientID
        self.content = content
        self.nextAt = nextAt
        self.giveUpAt = giveUpAt
    }
}
