import Broker
import Foundation
import LoginFlow
import SeededGenerator
import Tokens

/// What comes next in a login, for those who mean well.
extension World {
    /// Does the next sensible thing, by whoever's turn it is.
    func drive(_ login: Login) async throws {
        guard let row = snapshot?.sessions[login.id.data] else { return try await read(login) }
        if dice.oneIn(6), login.channel == .page { return try await wait(login) }
        switch row.status {
        case "waiting": try await claim(login)
        case "scanned":
            guard let owner = owner(row) else { return }
            if login.challenges[owner] == nil { return try await scan(login, owner, .camera) }
            if login.channel == .page { try await read(login) }
            let flaw = dice.oneIn(4) ? dice.pick(Flaw.fitting(login.client)) : .none
            try await decide(login, confirmCall(login, owner, flaw))
        case "confirmed": try await comeBackOrAsk(login, row)
        case "face_checking":
            guard let owner = owner(row) else { return }
            if login.checks[owner] == nil {
                return try await decide(login, statusCall(login, owner))
            }
            // Some providers are out of order for good.
            for _ in 0..<(isBroken(login) ? 3 : 1) {
                try await face(login, owner)
                try check()
            }
        case "approved": try await finish(login)
        case "redeemed": try await use(login)
        default: try await login.channel == .page ? read(login) : poll(login)
        }
    }

    /// The phone that has claimed it.
    func owner(_ row: Snapshot.SessionRow) -> Int? {
        Phone.all.first { row.claimDevice == Data($0.claim().device.bytes) }?.number
    }

    private func claim(_ login: Login) async throws {
        if login.channel == .backchannel { return try await answerRequest(login) }
        let phone = dice.pick(0, 0, 1, 2, 2, 3)
        let isKnown = Phone.all[phone].key.map { snapshot?.devices[$0.kid] == false } ?? true
        if !isKnown && dice.oneIn(2) { return try await enrol(phone) }
        let codes: KeyValuePairs<Code, Int> = [.camera: 8, .typed: 1, .sameDevice: 2, .link: 1]
        var code = dice.pick(codes)
        if code == .sameDevice && login.sameDevicePayload == nil { code = .camera }
        try await scan(login, phone, code)
    }

    private func answerRequest(_ login: Login) async throws {
        let phone = dice.roll(0..<Phone.all.count)
        if dice.oneIn(3) { try await askForRequests(phone) }
        try await scan(login, phone, .addressed)
    }

    private func comeBackOrAsk(_ login: Login, _ row: Snapshot.SessionRow) async throws {
        if login.returnTo == nil, let owner = owner(row) {
            return try await decide(login, statusCall(login, owner))
        }
        try await comeBack(login, isRight: !dice.oneIn(4))
    }

    private func finish(_ login: Login) async throws {
        if login.channel != .page { return try await poll(login) }
        let mistakes: KeyValuePairs<Mistake, Int> = [
            .none: 8, .verifier: 2, .client: 1, .redirectURI: 1, .code: 1,
        ]
        // Some codes are tried until they are lost.
        let isDoomed = (Int(seed) + login.number) % 7 == 0
        if !isDoomed { return try await redeem(login, dice.pick(mistakes)) }
        for _ in 0..<3 { try await redeem(login, .verifier) }
    }

    private func use(_ login: Login) async throws {
        switch dice.roll(0..<10) {
        case 0: try await redeem(login, .none)
        case 1, 2, 8: try await refresh(login, again: false)
        case 3:
            try await refresh(login, again: false)
            try await refresh(login, again: true)
        case 4: try await revokeToken(login)
        case 5: try await logout(login)
        case 6: try await faceCheck(login)
        default: try await userInfo(login)
        }
    }

    /// A portal wants the face of the person who is logged in, and of nobody else.
    private func faceCheck(_ login: Login) async throws {
        guard let hint = login.tokens.last?.idToken, login.channel == .page else { return }
        try await start(login.client) {
            $0.purpose = "face_check"
            $0.idTokenHint = hint
        }
    }
}

extension Dice {
    mutating func pick(_ numbers: Int...) -> Int { pick(numbers) }
}
