import Crypto

/// One row of the audit trail: a state change of a login session, as it stands under its hash.
package struct AuditRow: Sendable, Equatable {
    /// From 1, without a gap.
    package var sequence: Int64
    /// 16 bytes, drawn for this login session alone.
    package var session: [UInt8]
    /// From 1 in each login session, without a gap.
    package var version: Int64
    /// Milliseconds since 1970.
    package var at: Int64
    package var from: String?
    package var to: String
    package var cause: String
    package var reason: String?
    package var client: String
    package var wallet: String?
    /// What the row commits to beside itself, see ``Commitment``; rows without it have the hash they
    /// had before there was any.
    package var evidence: [UInt8]?

    package init(
        sequence: Int64, session: [UInt8], version: Int64, at: Int64, from: String?, to: String,
        cause: String, reason: String?, client: String, wallet: String?, evidence: [UInt8]?
    ) {
        self.sequence = sequence
        self.session = session
        self.version = version
        self.at = at
        self.from = from
        self.to = to
        self.cause = cause
        self.reason = reason
        self.client = client
        self.wallet = wallet
        self.evidence = evidence
    }

    /// The bytes under the hash: every column with its length in front, so that moving text from
    /// one column to the next is an edit too.
    package var text: [UInt8] {
        let columns: [String] = [
            String(sequence), String(version), String(at), from ?? "", to, cause, reason ?? "",
            client, wallet ?? "",
        ]
        var bytes = session
        bytes.reserveCapacity(256)
        func append(_ column: some Collection<UInt8>) {
            bytes.append(contentsOf: String(column.count).utf8)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(contentsOf: column)
        }
        for column in columns { append(column.utf8) }
        if let evidence { append(evidence) }
        return bytes
    }

    /// The hash of this row and of everything before it.
    package func hash(after previous: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: previous + text))
    }

    /// Whether a column holds what no writer writes but what the hash does not tell from nothing.
    package var hasEmptyText: Bool {
        [from, reason, wallet].contains("") || evidence?.isEmpty == true
    }
}

/// The hash before the first row.
package enum ChainStart {
    package static let hash = [UInt8](repeating: 0, count: 32)
}

/// What a row says of a signed statement without holding it.
///
/// The statement names a person, so it is kept beside the row, can be erased, and then must leave
/// nothing that could be searched: hence the salt, which goes with it. The key is under it too, so
/// that no other key can be put in its place later.
package enum Commitment {
    /// Bytes.
    package static let saltSize = 32

    /// - Parameters:
    ///   - thumbprint: of the public key that the statement was verified with (RFC 7638).
    ///   - statement: the compact JWS as it came.
    package static func digest(
        salt: [UInt8], thumbprint: String, statement: String
    ) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Array("qrbroker evidence v1\n".utf8) + salt)
        hash.update(data: Array("\(thumbprint)\n\(statement)".utf8))
        return Array(hash.finalize())
    }
}
