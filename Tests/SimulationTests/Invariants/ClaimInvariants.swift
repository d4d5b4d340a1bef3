import Broker
import Foundation
import LoginFlow
import Secrets
import SessionStore
import StrictJSON

/// INV-1 and INV-2: one device claims, only it decides, and it is its person who is approved.
struct ClaimInvariants: Invariant {
    private struct Owner: Equatable {
        let wallet: String?
        let device: Data
        let key: String?
    }

    private var owners: [Data: Owner] = [:]

    mutating func check(_ step: StepRecord, _ store: Snapshot) -> [String] {
        var wrongs: [String] = []
        for row in store.sessions.values {
            wrongs += keepOwner(row)
            wrongs += checkPerson(row)
        }
        for (call, reply) in step.heard.answered { wrongs += checkAnswer(call, reply, store) }
        for row in store.newAudit { wrongs += checkCause(row, step) }
        return wrongs
    }

    private mutating func keepOwner(_ row: Snapshot.SessionRow) -> [String] {
        let owner = row.claimDevice.map {
            Owner(wallet: row.claimWallet, device: $0, key: row.claimKey)
        }
        defer { owners[row.id] = owner }
        if let former = owners[row.id], former != owner {
            return ["INV-1: \(short(row.id)) has changed hands"]
        }
        return []
    }

    /// Whom the sealed decision names must be the person of the phone that claimed.
    private func checkPerson(_ row: Snapshot.SessionRow) -> [String] {
        guard let sealed = row.person else { return [] }
        guard let text = try? Setting.keys.open(Array(sealed), label: "person", for: Array(row.id)),
            let json = try? JSONValue(parsing: text),
            let owner = Phone.all.first(where: { isOwner($0, row, spoken: true) })
        else { return ["INV-2: \(short(row.id)) is approved for nobody"] }
        if json["sub"]?.string == owner.sub && json["wallet"]?.string == owner.wallet { return [] }
        return ["INV-2: \(short(row.id)) is approved for another than \(owner.name)"]
    }

    /// - Parameter spoken: whether the wallet may speak for the device.
    private func isOwner(_ phone: Phone, _ row: Snapshot.SessionRow, spoken: Bool) -> Bool {
        let claim = phone.claim()
        return row.claimDevice == Data(claim.device.bytes) && row.claimWallet == phone.wallet
            && (spoken || row.claimKey == claim.deviceKey)
    }

    private func checkAnswer(_ call: Call, _ reply: Reply, _ store: Snapshot) -> [String] {
        guard let number = call.phone else { return [] }
        let session: SessionID?
        switch reply {
        case .scanned(let answer): session = answer.record.id
        case .decision: session = call.session
        case .unchanged: session = call.session
        case .started, .device, .backchannel, .view, .frame, .display, .tokens, .userInfo,
            .requests, .signIns, .enrolled, .done:
            return []
        }
        guard let session, let row = store.sessions[session.data] else { return [] }
        let phone = Phone.all[number]
        if isOwner(phone, row, spoken: call.kind == .face) { return [] }
        return ["INV-1: \(phone.name) was heard by \(call.name), which another has claimed"]
    }

    /// What only a phone can cause needs a phone that asked for it in this very step.
    private func checkCause(_ row: Snapshot.AuditRow, _ step: StepRecord) -> [String] {
        guard let owner = owners[row.session] else { return [] }
        let kinds: [CallKind]
        switch row.cause {
        case "scan": kinds = [.scan]
        case "confirm": kinds = [.confirm]
        case "deny": kinds = [.deny]
        case "face": kinds = [.face, .faceVerdicts]
        default: return []
        }
        let isAsked = step.calls.contains { call in
            guard kinds.contains(call.kind) else { return false }
            guard let phone = call.phone else { return call.kind == .faceVerdicts }
            return Data(Phone.all[phone].claim().device.bytes) == owner.device
        }
        return isAsked ? [] : ["INV-1: nobody asked for the \(row.cause) of \(short(row.session))"]
    }
}
