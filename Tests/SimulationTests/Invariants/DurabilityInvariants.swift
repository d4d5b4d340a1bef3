import Broker
import Foundation
import LoginFlow
import Secrets

/// INV-6: whatever anybody was told stands in the database, now and after every crash.
struct DurabilityInvariants: Invariant {
    private struct Told {
        let session: Data
        let version: Int64
        let status: String
        let call: String
    }

    private var told: [Told] = []
    private var redeemed: [(session: Data, call: String)] = []
    private var refreshed: [(digest: Data, call: String)] = []
    private var enrolled: Set<String> = []
    private var revoked: Set<String> = []

    mutating func check(_ step: StepRecord, _ store: Snapshot) -> [String] {
        for (call, reply) in step.heard.answered { note(call, reply) }
        var wrongs = step.wasToldTooEarly ? ["INV-6: somebody was told before the flush"] : []
        var standings: [Data: [Int64: String]] = [:]
        for row in store.audit { standings[row.session, default: [:]][row.version] = row.to }
        for one in told where standings[one.session]?[one.version] != one.status {
            wrongs.append("INV-6: \(one.call) was told \(one.status) v\(one.version), now undone")
        }
        for one in redeemed where !store.audit.contains(where: { isRedemption($0, one.session) }) {
            wrongs.append("INV-6: \(one.call) gave tokens, now undone")
        }
        for one in refreshed where !store.usedRefreshTokens.contains(one.digest) {
            wrongs.append("INV-6: \(one.call) gave tokens for one that is unused again")
        }
        for kid in enrolled where store.devices[kid] == nil {
            wrongs.append("INV-6: the enrolment of \(kid) is undone")
        }
        for kid in revoked where store.devices[kid] != true {
            wrongs.append("INV-6: the revocation of \(kid) is undone")
        }
        return wrongs
    }

    private func isRedemption(_ row: Snapshot.AuditRow, _ session: Data) -> Bool {
        row.session == session && row.to == "redeemed"
    }

    private mutating func note(_ call: Call, _ reply: Reply) {
        if let standing = reply.standing, let id = reply.session ?? call.session {
            told.append(
                Told(
                    session: id.data, version: standing.version,
                    status: standing.status.rawValue, call: call.name))
        }
        switch (call.facts, reply) {
        case (.redeem, .tokens):
            if let session = call.session { redeemed.append((session.data, call.name)) }
        case (.refresh(_, let text), .tokens):
            guard let token = RefreshTokenSecret(text: text, byteCount: SecretSize.refreshToken)
            else { return }
            refreshed.append((Data(Digest(of: token).bytes), call.name))
        case (_, .enrolled(let device)): enrolled.insert(device.kid)
        case (.revocation(let kid), .done): revoked.insert(kid)
        default: break
        }
    }
}
