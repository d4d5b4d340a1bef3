import Audit
import AuditChain
import Base64URL
import Broker
import LoginFlow
import Secrets
import SessionStore
import StrictJSON

/// Opens what is kept of signed statements.
struct EvidenceOpener: Sendable {
    let ring: KeyRing

    /// - Returns: `nil` where it is erased, or cannot be opened.
    func decision(
        of row: AuditRow, in trail: TrailRows
    ) throws -> LoginEvidence.Decision? {
        guard let kept = try trail.statement(of: row.sequence),
            let content = unseal(kept.content, .evidence, row.session),
            let salt = content["salt"]?.string.flatMap({ Base64URL.decode($0) }),
            let statement = content["statement"]?.string,
            let thumbprint = content["thumbprint"]?.string,
            let signer = content["signer"]?.string, let wallet = row.wallet
        else { return nil }
        if signer == "wallet" {
            guard let key = try walletKey(wallet, thumbprint, trail) else { return nil }
            return LoginEvidence.Decision(
                salt: salt, statement: statement, thumbprint: thumbprint, key: key,
                signer: signer)
        }
        let name = UsedStatement.DeviceKey(person: kept.person, kid: thumbprint)
        guard
            let device = try trail.enrolment(
                of: name, before: Moment(milliseconds: row.at)),
            let key = try? JSONValue(parsing: device.jwk)
        else { return nil }
        let word = device.word.flatMap { unseal($0, .enrolment, kept.person.bytes) }
        let voucher = try word?["thumbprint"]?.string.flatMap {
            try walletKey(wallet, $0, trail)
        }
        return LoginEvidence.Decision(
            salt: salt, statement: statement, thumbprint: thumbprint, key: key, signer: signer,
            enrolment: word?["statement"]?.string, enrolmentKey: voucher)
    }

    private func walletKey(
        _ wallet: String, _ thumbprint: String, _ trail: TrailRows
    ) throws -> JSONValue? {
        try trail.walletKey(wallet, thumbprint: thumbprint).flatMap {
            try? JSONValue(parsing: $0)
        }
    }

    private func unseal(_ sealed: [UInt8], _ label: SealLabel, _ owner: [UInt8]) -> JSONValue? {
        guard let text = try? ring.open(sealed, label: label.rawValue, for: owner)
        else { return nil }
        return try? JSONValue(parsing: text)
    }
}
