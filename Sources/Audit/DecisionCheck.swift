import AuditChain
import Base64URL
import StrictJSON
import Tokens

/// Checks a kept statement: that the row commits to it, that its key signed it, that it is about
/// this very login, and who vouches for the key.
struct DecisionCheck {
    let issuer: String
    let session: String
    let walletKeys: KeySet?

    /// Seconds that a phone's clock may run ahead of the broker's, see PROTOCOL section 3.
    private static let skew: Int64 = 30

    func check(
        _ json: JSONValue, _ rows: [AuditRow]
    ) throws(EvidenceCheck.Fault) -> EvidenceCheck.DecisionReport {
        guard let sequence = json["sequence"]?.integer,
            let row = rows.first(where: { $0.sequence == sequence }),
            let salt = json["salt"]?.string.flatMap({ Base64URL.decode($0) }),
            let statement = json["statement"]?.string, let jwk = json["key"],
            let thumbprint = json["thumbprint"]?.string
        else { throw .init(row: nil, text: "a statement cannot be read") }
        func fault(_ text: String) -> EvidenceCheck.Fault {
            .init(row: sequence, text: "the statement of row \(sequence) \(text)")
        }
        let commitment = Commitment.digest(
            salt: salt, thumbprint: thumbprint, statement: statement)
        guard row.evidence == commitment
        else { throw fault("is not the one that the row commits to") }
        guard let key = try? VerificationKey(jwk: jwk), key.thumbprint == thumbprint
        else { throw fault("comes with another key than the one it was checked with") }
        guard let jws = try? CompactJWS(parsing: statement),
            let claims = jws.payload(verifiedBy: key)
        else { throw fault("has a wrong signature") }
        guard claims["act"]?.string == row.cause, claims["sid"]?.string == session,
            isForUs(claims["aud"]), claims["iss"]?.string == row.wallet
        else { throw fault("is about something else") }
        guard isInTime(claims, row) else { throw fault("is of another time") }
        let isByWallet = json["signer"]?.string == "wallet"
        let voucher = isByWallet ? key : try voucher(json, claims, thumbprint, fault)
        return EvidenceCheck.DecisionReport(
            row: sequence, act: row.cause, wallet: row.wallet ?? "",
            subject: claims["sub"]?.string ?? "", thumbprint: thumbprint,
            isVouchedFor: voucher != nil,
            isKnownWallet: walletKeys.map { known in
                known.keys.contains { $0.thumbprint == voucher?.thumbprint }
            })
    }

    private func isForUs(_ audience: JSONValue?) -> Bool {
        audience == .string(issuer) || audience?.array?.contains(.string(issuer)) == true
    }

    private func isInTime(_ claims: JSONObject, _ row: AuditRow) -> Bool {
        guard let from = claims["iat"]?.number, let until = claims["exp"]?.number
        else { return false }
        let at = Double(row.at) / 1000
        return from - Double(Self.skew) <= at && at <= until + Double(Self.skew)
    }

    /// The key that vouches for a device key, where there is a word of it: it must be about the same
    /// person and this very key.
    private func voucher(
        _ json: JSONValue, _ claims: JSONObject, _ thumbprint: String,
        _ fault: (String) -> EvidenceCheck.Fault
    ) throws(EvidenceCheck.Fault) -> VerificationKey? {
        guard let word = json["enrolment"]?.string else { return nil }
        guard let jwk = json["enrolment_key"], let key = try? VerificationKey(jwk: jwk),
            let jws = try? CompactJWS(parsing: word), let enrolment = jws.payload(verifiedBy: key)
        else { throw fault("has an enrolment with a wrong signature") }
        guard enrolment["act"]?.string == "enrol",
            enrolment["iss"] == claims["iss"], enrolment["sub"] == claims["sub"],
            let enrolled = enrolment["cnf"]?["jwk"],
            let device = try? VerificationKey(jwk: enrolled),
            device.thumbprint == thumbprint
        else { throw fault("has an enrolment of another key or person") }
        return key
    }
}
