import Foundation
import GRDB
package import LoginFlow

/// A statement as it is kept beside a row.
package struct KeptStatement: Sendable, Equatable {
    package let person: Digest
    /// Statement, salt and signer, sealed.
    package let content: [UInt8]
}

/// How a device key was vouched for at some time.
package struct KeptEnrolment: Sendable, Equatable {
    /// The public key as JSON text.
    package let jwk: String
    /// The wallet's statement, sealed; `nil` for keys enrolled in a former schema.
    package let word: [UInt8]?
}

extension TrailRows {
    /// What a row commits to, until it is erased.
    package func statement(of sequence: Int64) throws -> KeptStatement? {
        guard hasEvidence else { return nil }
        let row = try Row.fetchOne(
            database, sql: "SELECT person, content FROM audit_evidence WHERE sequence = ?",
            arguments: [sequence])
        guard let row, let person = Digest(bytes: Self.bytes(row[0])) else { return nil }
        return KeptStatement(person: person, content: Self.bytes(row[1]))
    }

    /// A device key, revoked or not, with the last word for it before a moment.
    package func enrolment(
        of key: UsedStatement.DeviceKey, before at: Moment
    ) throws -> KeptEnrolment? {
        let name: StatementArguments = [Data(key.person.bytes), key.kid]
        let jwk = try DatabaseValue.fetchOne(
            database, sql: "SELECT jwk FROM devices WHERE person = ? AND kid = ?",
            arguments: name)
        guard let jwk = jwk.flatMap(String.fromDatabaseValue) else { return nil }
        let word = try DatabaseValue.fetchOne(
            database,
            sql: """
                SELECT content FROM enrolments WHERE person = ? AND kid = ? AND at <= ?
                ORDER BY at DESC LIMIT 1
                """, arguments: name + [at.milliseconds])
        return KeptEnrolment(jwk: jwk, word: word.map(Self.bytes))
    }

    /// A public key that a wallet has had, as JSON text.
    package func walletKey(_ wallet: String, thumbprint: String) throws -> String? {
        try DatabaseValue.fetchOne(
            database, sql: "SELECT jwk FROM wallet_keys WHERE wallet = ? AND thumbprint = ?",
            arguments: [wallet, thumbprint]
        ).flatMap(String.fromDatabaseValue)
    }
}
