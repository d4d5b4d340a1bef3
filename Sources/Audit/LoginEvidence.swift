package import AuditChain
import Base64URL
package import LoginFlow
package import SessionStore
package import StrictJSON

/// One login's evidence as a file that stands by itself.
///
/// It holds the login's own rows, each with the hash before it and its path in the hash tree to a
/// signed checkpoint, so that nothing about other people's logins has to be shown; what the phone
/// signed; the key it signed with; and the wallet's word for that key.
package enum LoginEvidence {
    package static let format = "qrbroker-evidence/1"

    package enum Failure: Error, Sendable, Equatable {
        /// No row of the trail is about it.
        case unknown
        /// Its last rows are in no checkpoint yet.
        case unsigned
        /// The rows do not lead to the checkpoint: somebody has edited them.
        case broken(row: Int64)
    }

    /// A decision as it was kept, opened.
    package struct Decision: Sendable {
        package var salt: [UInt8]
        package var statement: String
        package var thumbprint: String
        /// The public key itself, as JWK.
        package var key: JSONValue
        /// `device` or `wallet`.
        package var signer: String
        /// The wallet's statement that vouches for a device key, with the key it is signed with.
        package var enrolment: String?
        package var enrolmentKey: JSONValue?

        package init(
            salt: [UInt8], statement: String, thumbprint: String, key: JSONValue, signer: String,
            enrolment: String? = nil, enrolmentKey: JSONValue? = nil
        ) {
            self.salt = salt
            self.statement = statement
            self.thumbprint = thumbprint
            self.key = key
            self.signer = signer
            self.enrolment = enrolment
            self.enrolmentKey = enrolmentKey
        }

        func json(of row: AuditRow) -> JSONValue {
            var members: JSONObject = [
                "sequence": .integer(row.sequence), "salt": .string(Base64URL.encode(salt)),
                "statement": .string(statement), "thumbprint": .string(thumbprint), "key": key,
                "signer": .string(signer),
            ]
            members.append("enrolment", enrolment)
            members.append("enrolment_key", enrolmentKey)
            return .object(members)
        }
    }

    /// Puts the file together.
    ///
    /// - Parameter open: the decision a row commits to; `nil` where it is erased.
    package static func make(
        of session: SessionID, issuer: String, from trail: TrailRows,
        open: (AuditRow) throws -> Decision?
    ) throws -> JSONValue {
        let rows = try trail.rows(of: session.bytes)
        guard let last = rows.map(\.row.sequence).max() else { throw Failure.unknown }
        guard let checkpoint = try trail.checkpoints().first(where: { $0.size >= last })
        else { throw Failure.unsigned }
        var paths = InclusionPaths(of: rows.map { $0.row.sequence - 1 }, size: checkpoint.size)
        try trail.forEachHash(upTo: checkpoint.size) { paths.append($0) }
        let decisions = try rows.compactMap { found in
            try found.row.evidence == nil ? nil : open(found.row)?.json(of: found.row)
        }
        return [
            "format": .string(format), "issuer": .string(issuer),
            "session": .string(Base64URL.encode(session.bytes)),
            "checkpoint": .string(checkpoint.statement),
            "rows": .array(try rows.map { try json($0, trail, paths) }),
            "decisions": .array(decisions),
        ]
    }

    private static func json(
        _ found: HashedRow, _ trail: TrailRows, _ paths: InclusionPaths
    ) throws -> JSONValue {
        let number = found.row.sequence
        let previous = number == 1 ? ChainStart.hash : try trail.hash(at: number - 1)
        guard let previous, found.row.hash(after: previous) == found.hash,
            let path = paths.path(of: number - 1)
        else { throw Failure.broken(row: number) }
        return EvidenceRow(row: found.row, previous: previous, path: path).json
    }
}
