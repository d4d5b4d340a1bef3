import Broker
import LoginFlow
import SeededGenerator
import StrictJSON

/// What those do who are late, confused or up to something, and two at once.
extension World {
    func stray(_ login: Login) async throws {
        let phone = dice.roll(0..<Phone.all.count)
        switch dice.roll(0..<24) {
        case 0, 1: try await scan(login, phone, dice.pick([.camera, .old, .typed, .wrong]))
        case 2: try await scan(login, phone, .sameDevice)
        case 3, 4, 5:
            try await decide(
                login, confirmCall(login, claimant(login), dice.pick(Flaw.fitting(login.client))))
        case 6: try await decide(login, confirmCall(login, phone))
        case 7, 8: try await decide(login, denyCall(login, claimant(login)))
        case 9, 10: try await face(login, claimant(login))
        case 11: try await status(login, phone)
        case 12, 13: try await status(login, claimant(login))
        case 14: try await draw(login)
        case 15: try await send(cancelCall(login))
        case 16: if login.channel == .page { try await replace(login) }
        case 17: try await comeBack(login, isRight: dice.oneIn(2))
        case 18: try await signOn(login)
        case 19: try await redeem(login, .none)
        case 20:
            guard login.channel != .page else { return try await start("known") }
            for _ in 0..<2 { try await poll(login) }
        case 21:
            // More tabs than may wait.
            for _ in 0..<(dice.oneIn(3) ? 5 : 1) { try await wait(login) }
        case 22: try await keysAndLists(phone)
        default: try await read(login)
        }
    }

    private func claimant(_ login: Login) -> Int {
        snapshot?.sessions[login.id.data].flatMap { owner($0) } ?? 0
    }

    private func keysAndLists(_ phone: Int) async throws {
        switch dice.roll(0..<6) {
        case 0: try await revokeKey(phone)
        case 1, 2: try await enrol(phone)
        case 3: try await askForRequests(phone)
        case 4: try await askForSignIns(phone)
        default: try await endSignIns(phone)
        }
    }

    // MARK: Lists on the phone

    private func listCall(
        _ kind: CallKind, _ act: String, _ number: Int, _ members: JSONObject,
        _ ask: @escaping @Sendable (Broker, String, String) async throws(BrokerRefusal) -> Reply
    ) -> Call {
        let phone = Phone.all[number]
        let text = phone.statement(act, members, jti: jti(), at: clock.wall)
        let address = phone.address
        return Call(kind: kind, subject: phone.name, phone: number, statement: text) {
            (broker) async throws(BrokerRefusal) in try await ask(broker, text, address)
        }
    }

    func askForRequests(_ number: Int) async throws {
        try await send(
            listCall(.requests, "requests", number, [:]) {
                (broker, text, address) async throws(BrokerRefusal) in
                .requests(try await broker.requests(text, address: address))
            })
    }

    private func askForSignIns(_ number: Int) async throws {
        try await send(
            listCall(.signIns, "sign_ins", number, [:]) {
                (broker, text, address) async throws(BrokerRefusal) in
                .signIns(try await broker.signIns(text, address: address))
            })
    }

    private func endSignIns(_ number: Int) async throws {
        try await send(
            listCall(.endSignIns, "end_sign_in", number, ["sign_in": "all"]) {
                (broker, text, address) async throws(BrokerRefusal) in
                _ = try await broker.endSignIns(text, address: address)
                return .done
            })
    }

    // MARK: Two at once

    /// Several want something of one login session at the same moment.
    func meet(_ login: Login) async throws {
        let owner = claimant(login)
        var calls: [Call] = []
        switch snapshot?.sessions[login.id.data]?.status {
        case "waiting":
            guard login.channel == .page else { return }
            probes.hit("two phones at once")
            calls = [scanCall(login, 1, .camera), scanCall(login, 2, .camera)]
        case "scanned":
            let confirm = confirmCall(login, owner)
            calls = [confirm, dice.oneIn(2) ? denyCall(login, owner) : confirm]
        case "face_checking" where login.client != "slow":
            calls = [faceCall(login, owner, .fail(.mismatch)), faceCall(login, owner, .pass)]
        case "approved" where login.channel == .page:
            try await read(login)
            probes.hit("two redemptions at once")
            calls = [redeemCall(login), redeemCall(login)]
        case "approved": calls = [pollCall(login), pollCall(login)]
        default: calls = [readCall(login)]
        }
        if login.channel == .page && dice.oneIn(3) { calls.append(cancelCall(login)) }
        let isSwapped = dice.oneIn(2)
        try await together(isSwapped ? calls.reversed() : calls)
        for call in calls where call.kind == .redeem { try await read(login) }
    }
}
