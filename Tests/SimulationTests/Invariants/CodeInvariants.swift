import Base64URL
import Broker
import Crypto
import Foundation
import LoginFlow
import StrictJSON
import Tokens

/// INV-3: a code is redeemed once, by the right portal with the right proof; and INV-2 once more, for
/// what the portal is told of the person.
struct CodeInvariants: Invariant {
    /// Codes that gave tokens.
    private var redeemed: Set<String> = []
    /// Login sessions whose code was shown again by its own portal, after which nothing it gave counts.
    private var robbed: Set<Data> = []
    /// Refresh tokens that gave new ones.
    private var refreshed: Set<String> = []

    mutating func check(_ step: StepRecord, _ store: Snapshot) -> [String] {
        var wrongs: [String] = []
        for (call, reply) in step.heard.answered {
            switch (call.facts, reply) {
            case (.redeem(let client, let code, let isRight), .tokens(let tokens)):
                if !isRight { wrongs.append("INV-3: \(call.name) was not refused") }
                if !redeemed.insert(code).inserted {
                    wrongs.append("INV-3: \(call.name) gave tokens twice")
                }
                wrongs += checkSubject(tokens.idToken, client, call, store)
            case (.refresh(_, let token), .tokens):
                if !refreshed.insert(token).inserted {
                    wrongs.append("INV-3: \(call.name): a refresh token was good twice")
                }
            case (.userInfo(_, let session), .userInfo):
                let isRevoked = store.grants.contains {
                    $0.session == session.data && $0.isRevoked
                }
                if isRevoked { wrongs.append("INV-3: \(call.name) tells of what was revoked") }
            default: break
            }
        }
        return wrongs + checkRows(step, store)
    }

    private mutating func checkRows(_ step: StepRecord, _ store: Snapshot) -> [String] {
        var wrongs: [String] = []
        for (session, grants) in Dictionary(grouping: store.grants, by: \.session) {
            if grants.count > 1 { wrongs.append("INV-3: \(short(session)) has two grants") }
            let redemptions = store.audit.filter { $0.session == session && $0.to == "redeemed" }
            if redemptions.count != 1 {
                wrongs.append("INV-3: \(short(session)) has tokens without a redemption")
            }
            if redemptions.first?.client != grants.first?.client {
                wrongs.append("INV-3: \(short(session)) was redeemed by another portal")
            }
        }
        for heard in step.heard {
            guard case .redeem(_, let code, true) = heard.call.facts, redeemed.contains(code),
                case .failure(.oauth(.invalidGrant)) = heard.outcome,
                heard.call.kind == .redeem, let session = heard.call.session,
                store.sessions[session.data] != nil
            else { continue }
            robbed.insert(session.data)
        }
        for grant in store.grants where robbed.contains(grant.session) && !grant.isRevoked {
            wrongs.append("INV-3: \(short(grant.session)) was used twice and still counts")
        }
        return wrongs
    }

    /// The subject by the contract's own formula (PROTOCOL section 4), from the phone that claimed.
    private func checkSubject(
        _ idToken: String, _ client: String, _ call: Call, _ store: Snapshot
    ) -> [String] {
        guard let jws = try? CompactJWS(parsing: idToken),
            let claims = jws.payload(verifiedBy: Setting.tokenKey.publicKey)
        else { return ["INV-2: \(call.name) gave a token that nobody signed"] }
        guard let row = call.session.flatMap({ store.sessions[$0.data] }),
            let owner = Phone.all.first(where: {
                Data($0.claim().device.bytes) == row.claimDevice
            })
        else { return ["INV-2: \(call.name) gave tokens without a claimant"] }
        let isRight =
            claims["sub"]?.string == Self.subject(owner, client)
            && claims["aud"]?.string == client
        return isRight ? [] : ["INV-2: \(call.name) gave tokens of another than \(owner.name)"]
    }

    static func subject(_ phone: Phone, _ client: String) -> String {
        let sector = client == "strict" ? Array("strict.example".utf8) + [0] : []
        let message = sector + Array(phone.wallet.utf8) + [0] + Array(phone.sub.utf8)
        let code = HMAC<SHA256>.authenticationCode(for: message, using: Setting.subjectKey)
        return Base64URL.encode(code)
    }
}
