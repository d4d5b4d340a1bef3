import Audit
import AuditChain
import Base64URL
import Broker
import LoginFlow
import Secrets
import SessionStore
package import StrictJSON
import Tokens

/// One login's evidence, for the operator's command. It works on the database of a running broker.
package struct AuditDesk: Desk {
    private let issuer: String
    private let keyFile: String
    private let ring: KeyRing
    private let store: SessionStore
    private let clock = BrokerClock.system

    package init(_ configuration: ServerConfiguration) throws {
        issuer = configuration.broker.issuer
        keyFile = configuration.keyFile
        ring = try KeyFile.read(path: configuration.keyFile).ring
        store = try BrokerServer.openStore(configuration, ring, clock) { _ in }
    }

    package func close() { try? store.close() }

    /// Everything that proves one login. Rows that nobody has signed yet are signed first.
    ///
    /// - Parameter session: as in the audit trail and the wire contract, base64url.
    package func evidence(of session: String) async throws -> JSONValue {
        guard let id = Base64URL.decode(session).flatMap({ SessionID(bytes: $0) })
        else { throw LoginEvidence.Failure.unknown }
        do {
            return try await make(id)
        } catch LoginEvidence.Failure.unsigned {
            var signer = try await TrailSigner(
                store: store, issuer: issuer, keys: AuditKeyFile.keys(path: keyFile))
            _ = try await signer.sign(with: AuditKeyFile.open(path: keyFile), at: clock.now())
            return try await make(id)
        }
    }

    private func make(_ id: SessionID) async throws -> JSONValue {
        let (issuer, opener) = (issuer, EvidenceOpener(ring: ring))
        let made = try await store.readTrail { trail in
            // Kinds of failure that the store knows nothing of travel as values.
            Result {
                try LoginEvidence.make(of: id, issuer: issuer, from: trail) { row in
                    try opener.decision(of: row, in: trail)
                }
            }
        }
        return try made.get()
    }
}
