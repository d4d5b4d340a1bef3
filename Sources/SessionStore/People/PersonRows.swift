package import AuditChain
package import LoginFlow

/// By what the rows of one person are found; nothing of it is a name.
package struct PersonKey: Sendable {
    /// Digest of (wallet, person).
    package let person: Digest
    /// What stands for the person in requests of portals that expect them.
    package let subjectMarks: [String]

    package init(person: Digest, subjectMarks: [String]) {
        self.person = person
        self.subjectMarks = subjectMarks
    }
}

/// Everything the database has about one person, as it lies there: personal data sealed.
package struct PersonRows: Sendable {
    package struct Browser: Sendable {
        package let mark: Digest
        package let lastAt: Moment
    }

    package struct Level: Sendable {
        package let level: Int
        package let until: Moment
    }

    package struct Statement: Sendable {
        package let row: AuditRow
        /// Sealed.
        package let content: [UInt8]
        package let forgetAt: Moment
    }

    /// Where a login session waits for this person's phone.
    package struct Request: Sendable {
        package let client: String
        package let expiresAt: Moment
    }

    package var sessions: [SessionRecord] = []
    package var signIns: [JoinedSignIn] = []
    package var grants: [Grant] = []
    package var devices: [KeptDevice] = []
    package var browsers: [Browser] = []
    package var levels: [Level] = []
    package var statements: [Statement] = []
    package var requests: [Request] = []
}

/// What belongs to nobody until it is opened: few and short-lived, so all of them are looked at.
package struct SealedRows: Sendable {
    package var deliveries: [Delivery] = []
    package var pushed: [PushedRequest] = []
}
