import Broker
import FaceCheck
import LoginFlow
import NIOConcurrencyHelpers
import SeededGenerator
import StrictJSON
import Tokens
import WaitingRoom

/// What phones do.
extension World {
    func jti() -> String { "jti-\(dice.bits())" }

    private func statement(
        _ phone: Phone, _ act: String, _ members: JSONObject, byWallet: Bool = false
    ) -> String {
        var now = clock.wall
        // A phone whose clock is wrong by more than is forgiven.
        if !isCalm && dice.oneIn(60) { now = now + 200 }
        return phone.statement(act, members, jti: jti(), at: now, byWallet: byWallet)
    }

    // MARK: Scanning

    /// How a phone comes by the code.
    enum Code { case camera, old, typed, sameDevice, link, wrong, addressed }

    func scanCall(_ login: Login, _ number: Int, _ code: Code) -> Call {
        let phone = Phone.all[number]
        var members: JSONObject = [:]
        switch code {
        case .camera, .link: members.append("qr", login.payloads.last ?? "")
        case .old: members.append("qr", login.payloads.first ?? "")
        case .typed: members.append("user_code", login.userCode ?? "BBBB-BBBB")
        case .sameDevice: members.append("qr", login.sameDevicePayload ?? "")
        case .wrong:
            members.append("qr", "\(Setting.issuer)/q/AAAAAAAAAAAAAAAAAAAAAA.0.AAAAAAAAAAAAAAAA")
        case .addressed: members.append("request", login.id.text)
        }
        if code == .link { members.append("via", "link") }
        let (text, address) = (statement(phone, "scan", members), phone.address)
        return Call(
            kind: .scan, subject: "\(phone.name) \(login.name) \(code)", session: login.id,
            phone: number, statement: text
        ) { (broker) async throws(BrokerRefusal) in
            .scanned(try await broker.scan(text, address: address))
        }
    }

    func scan(_ login: Login, _ number: Int, _ code: Code) async throws {
        if code == .camera || code == .link { try await draw(login) }
        let outcome = try await send(scanCall(login, number, code))
        if case .success(.scanned(let answer)) = outcome {
            login.challenges[number] = answer.challenge
        }
    }

    // MARK: Deciding

    /// What is wrong with a decision.
    enum Flaw {
        case none, noNumber, wrongNumber, noPin, noCredential, revoked, expired, noTerms, noScopes
        case unknownScope, noOrganisation, wrongChallenge

        /// Those that matter at this portal.
        static func fitting(_ client: String) -> [Flaw] {
            let everywhere: [Flaw] = [.none, .noScopes, .unknownScope, .wrongChallenge, .revoked]
            return switch client {
            case "strict":
                everywhere + [.noNumber, .wrongNumber, .noPin, .noCredential, .expired, .noTerms]
            case "slow": everywhere + [.noOrganisation, .noOrganisation, .noNumber, .wrongNumber]
            default: everywhere + [.expired]
            }
        }
    }

    func confirmCall(_ login: Login, _ number: Int, _ flaw: Flaw = .none) -> Call {
        let phone = Phone.all[number]
        let isRight = flaw != .wrongChallenge
        var members: JSONObject = [
            "sid": .string(login.id.text),
            "challenge": .string(isRight ? login.challenges[number] ?? "unknown" : "wrong"),
            "claims": ["name": "Wei Zhang", "email": "zhang@mail.example", "sub": "somebody-else"],
        ]
        let wrong = login.matchNumber == "00" ? "01" : "00"
        let digits = flaw == .wrongNumber ? wrong : login.matchNumber
        if flaw != .noNumber { members.append("number", digits) }
        if flaw != .noPin { members.append("amr", ["pin"]) }
        if flaw != .noCredential { members.append("credential", "credential-7") }
        if flaw == .revoked { members.append("credential_details", ["status": "revoked"]) }
        if flaw == .expired { members.append("credential_details", ["status": "expired"]) }
        if flaw != .noTerms { members.append("terms", [["id": "notice", "version": "1"]]) }
        if flaw != .noOrganisation { members.append("for_self", true) }
        if flaw == .unknownScope { members.append("scopes", ["profile", "admin"]) }
        if flaw != .unknownScope && flaw != .noScopes {
            members.append("scopes", ["profile", "email", "offline_access"].filtered(login))
        }
        return decision(.confirm, login, phone, members)
    }

    func denyCall(_ login: Login, _ number: Int) -> Call {
        let reason = dice.pick(DenyReason.allCases)
        let members: JSONObject = [
            "sid": .string(login.id.text),
            "challenge": .string(login.challenges[number] ?? "unknown"),
            "reason": .string(reason.rawValue),
        ]
        return decision(.deny, login, Phone.all[number], members)
    }

    private func decision(
        _ kind: CallKind, _ login: Login, _ phone: Phone, _ members: JSONObject
    ) -> Call {
        let (text, address) = (statement(phone, kind.rawValue, members), phone.address)
        return Call(
            kind: kind, subject: "\(phone.name) \(login.name)", session: login.id,
            phone: phone.number, statement: text
        ) { (broker) async throws(BrokerRefusal) in
            .decision(try await broker.confirm(text, address: address))
        }
    }

    func decide(_ login: Login, _ call: Call) async throws {
        guard let number = call.phone else { return }
        if case .success(.decision(let answer)) = try await send(call) {
            learn(login, number, answer)
        }
    }

    func learn(_ login: Login, _ number: Int, _ answer: DecisionAnswer) {
        login.returnTo = answer.returnTo ?? login.returnTo
        guard let check = answer.openFaceCheck else { return }
        if login.checks[number]?.last?.id == check.checkID { return }
        login.checks[number, default: []].append((check.checkID, check.challenge))
    }

    // MARK: The face

    func faceCall(_ login: Login, _ number: Int, _ verdict: FaceVerdict, again: Bool = false)
        -> Call
    {
        let phone = Phone.all[number]
        let known = login.checks[number] ?? []
        let check = (again ? known.first : known.last) ?? ("unknown", "unknown")
        var members: JSONObject = [
            "sid": .string(login.id.text), "check_id": .string(check.0),
            "challenge": .string(!isCalm && dice.oneIn(20) ? "wrong" : check.1),
        ]
        if login.client == "slow" { members.append("begin", true) }
        switch verdict {
        case .pass: members.append("result", "pass")
        case .fail(let reason):
            members.append("result", "fail")
            members.append("reason", reason.rawValue)
        case .error: members.append("result", "error")
        }
        var pictures = FacePictures.none
        if !isCalm && dice.oneIn(25) {
            pictures = FacePictures(portrait: nil, pictures: [[1, 2, 3]])
        }
        // The wallet may speak for the phone here, and must where it alone can vouch.
        let text = statement(phone, "face", members, byWallet: dice.oneIn(3))
        let (address, evidence) = (phone.address, pictures)
        return Call(
            kind: .face, subject: "\(phone.name) \(login.name) \(verdict)", session: login.id,
            phone: number, statement: text, facts: .face(check: check.0, verdict: verdict)
        ) { (broker) async throws(BrokerRefusal) in
            .decision(try await broker.face(text, evidence, address: address))
        }
    }

    /// Whether nothing judges the faces of this login.
    func isBroken(_ login: Login) -> Bool { (Int(seed) + login.number) % 5 == 0 }

    func face(_ login: Login, _ number: Int) async throws {
        let verdicts: KeyValuePairs<FaceVerdict, Int> = [
            .pass: 4, .fail(.mismatch): 2, .fail(.notLive): 1, .error: 3,
        ]
        let verdict = isBroken(login) ? .error : dice.pick(verdicts)
        switch dice.roll(0..<8) {
        case 0: faces.arrange(.full)
        case 1, 2: faces.arrange(.atOnce(verdict))
        default: faces.arrange(.decide(verdict, after: Seconds(dice.roll(1..<20))))
        }
        try await decide(login, faceCall(login, number, verdict, again: dice.oneIn(6)))
    }

    // MARK: Keys, and how it stands

    func enrol(_ number: Int) async throws {
        let phone = Phone.all[number]
        guard let key = phone.key else { return }
        let attests: JSONValue = dice.oneIn(4) ? [] : ["pin", "face"]
        let members: JSONObject = ["cnf": ["jwk": key.publicKey.jwk], "attests": attests]
        let (text, address) = (statement(phone, "enrol", members, byWallet: true), phone.address)
        let call = Call(kind: .enrol, subject: phone.name, phone: number, statement: text) {
            (broker) async throws(BrokerRefusal) in
            .enrolled(try await broker.enrol(text, address: address))
        }
        try await send(call)
    }

    func revokeKey(_ number: Int) async throws {
        let phone = Phone.all[number]
        guard let kid = phone.key?.kid else { return }
        let text = statement(phone, "revoke", ["kid": .string(kid)], byWallet: true)
        let address = phone.address
        let call = Call(
            kind: .revokeKey, subject: phone.name, phone: number, statement: text,
            facts: .revocation(kid: kid)
        ) { (broker) async throws(BrokerRefusal) in
            try await broker.revoke(text, address: address)
            return .done
        }
        try await send(call)
    }

    /// A phone asks how it stands.
    func statusCall(_ login: Login, _ number: Int) -> Call {
        let phone = Phone.all[number]
        let text = statement(phone, "status", ["sid": .string(login.id.text)])
        let address = phone.address
        return Call(
            kind: .status, subject: "\(phone.name) \(login.name)", session: login.id,
            phone: number, statement: text
        ) { (broker) async throws(BrokerRefusal) in
            let wait = try await broker.phoneWait(text, address: address, after: 0, wait: 0)
            switch try await broker.look(wait) {
            case .phone(let answer): return .decision(answer)
            case .page(let view): return .view(view)
            case .unchanged(let version): return .unchanged(version: version)
            case .nothingNew(let ticket):
                broker.leave(ticket)
                return .unchanged(version: 0)
            }
        }
    }

    /// The same, and it may stay until there is news.
    func status(_ login: Login, _ number: Int) async throws {
        guard dice.oneIn(2), let seen = snapshot?.sessions[login.id.data]?.version else {
            return try await decide(login, statusCall(login, number))
        }
        let (phone, box) = (Phone.all[number], NIOLockedValueBox<Wait?>(nil))
        let text = statement(phone, "status", ["sid": .string(login.id.text)])
        let (address, patience) = (phone.address, Seconds(dice.roll(1..<60)))
        let call = Call(
            kind: .status, subject: "\(phone.name) \(login.name) waits", session: login.id,
            phone: number, statement: text
        ) { (broker) async throws(BrokerRefusal) in
            let wait = try await broker.phoneWait(
                text, address: address, after: seen, wait: patience)
            box.withLockedValue { $0 = wait }
            return .unchanged(version: seen)
        }
        let outcome = try await perform(call)
        guard case .success = outcome, let wait = box.withLockedValue({ $0 }) else { return }
        try await look(login, number, wait)
        try await settle()
    }
}

extension [String] {
    /// Those that this login was asked for, as a JSON list. A login asks for `profile` at least.
    fileprivate func filtered(_ login: Login) -> JSONValue {
        .array(filter { login.scopes.contains($0) }.map(JSONValue.string))
    }
}
