import Base64URL
import Broker
import Foundation
import GRDB
import LoginFlow
import Secrets
import SeededGenerator

/// What portals do.
extension World {
    // MARK: Codes

    /// What is wrong with a redemption.
    enum Mistake { case none, verifier, client, redirectURI, code }

    func redeemCall(_ login: Login, _ mistake: Mistake = .none) -> Call {
        let client = mistake == .client ? otherClient(than: login.client) : login.client
        let (party, id) = (Setting.party(client), login.id)
        // One thing is wrong at a time: two would hide that one of them is not looked at.
        let proof = CodeProof(
            redirectURI: Setting.redirectURI(
                mistake == .redirectURI ? otherClient(than: login.client) : login.client),
            verifier: mistake == .verifier ? String(login.verifier.reversed()) : login.verifier,
            keyThumbprint: nil)
        let code =
            mistake == .code
            ? Base64URL.encode([UInt8](repeating: 5, count: 32)) : login.code ?? "unknown"
        return Call(
            kind: .redeem, subject: "\(login.name) \(mistake)", session: id,
            facts: .redeem(client: client, code: code, isRight: mistake == .none)
        ) { (broker) async throws(BrokerRefusal) in
            let address = "192.0.2.1"
            try broker.admitTokenRequest(.authorizationCode, by: party, address: address)
            return .tokens(
                try await broker.redeem(code: code, proof, by: party, address: address))
        }
    }

    private func otherClient(than client: String) -> String {
        client == "plain" ? "slow" : "plain"
    }

    func redeem(_ login: Login, _ mistake: Mistake) async throws {
        if login.code == nil { try await read(login) }
        if !login.tokens.isEmpty && mistake == .none { probes.hit("replay of a redeem") }
        learn(login, try await send(redeemCall(login, mistake)))
    }

    func learn(_ login: Login, _ outcome: Outcome?) {
        guard case .success(.tokens(let tokens)) = outcome else { return }
        login.tokens.append(tokens)
        guard login.channel == .page, login.client == "known" else { return }
        let code = Setting.keys.authorizationCode(for: login.poll)
        browsers.append(Setting.keys.signInToken(for: code))
    }

    /// The level is only kept in the token; what is asked here is what portals ask next.
    func refresh(_ login: Login, again: Bool) async throws {
        let known = login.tokens.compactMap(\.refreshToken)
        guard let token = again ? known.first : known.last else { return }
        if again && known.count > 1 { probes.hit("replay of a refresh") }
        let (party, client) = (Setting.party(login.client), login.client)
        let scope: String? = dice.oneIn(6) ? "openid admin" : nil
        let call = Call(
            kind: .refresh, subject: login.name, session: login.id,
            facts: .refresh(client: client, token: token)
        ) { (broker) async throws(BrokerRefusal) in
            .tokens(
                try await broker.refresh(
                    token, scope: scope, keyThumbprint: nil, by: party, address: "192.0.2.1"))
        }
        if case .success(.tokens(let tokens)) = try await send(call) { login.tokens.append(tokens) }
    }

    func userInfo(_ login: Login) async throws {
        guard let tokens = login.tokens.last else { return }
        let text = dice.oneIn(10) ? tokens.idToken : tokens.accessToken
        let call = Call(
            kind: .userInfo, subject: login.name, session: login.id,
            facts: .userInfo(client: login.client, session: login.id)
        ) { (broker) async throws(BrokerRefusal) in
            switch try await broker.userInfo(.bearer(text)) {
            case .plain(let claims): return .userInfo(claims)
            case .signed: return .done
            }
        }
        try await send(call)
    }

    func revokeToken(_ login: Login) async throws {
        guard let tokens = login.tokens.last else { return }
        let party = Setting.party(login.client)
        let text = tokens.refreshToken ?? tokens.accessToken
        let call = Call(kind: .revokeToken, subject: login.name, session: login.id) {
            (broker) async throws(BrokerRefusal) in
            try await broker.revokeToken(text, by: party)
            return .done
        }
        try await send(call)
    }

    func logout(_ login: Login) async throws {
        guard let hint = login.tokens.last?.idToken else { return }
        var asked = LogoutRequest()
        asked.idTokenHint = hint
        let final = asked
        let call = Call(kind: .logout, subject: login.name, session: login.id) {
            (broker) async throws(BrokerRefusal) in
            _ = try await broker.logout(final)
            return .done
        }
        try await send(call)
    }

    // MARK: Programs and servers that poll

    func startDevice() async throws {
        var asked = StartRequest(clientID: "plain", redirectURI: nil)
        (asked.channel, asked.scope) = (.device, "openid profile")
        let (final, requester) = (asked, requester)
        let call = Call(kind: .startDevice, subject: "plain") {
            (broker) async throws(BrokerRefusal) in
            .device(try await broker.startDevice(final, requester: requester))
        }
        guard case .success(.device(let device)) = try await send(call),
            let login = try began(device.deviceCode, "plain", .device)
        else { return }
        login.payloads = [device.payload]
        login.userCode = device.userCode
    }

    func startBackchannel(_ phone: Phone) async throws {
        let client = dice.pick(["strict", "known", "known"])
        let hint = dice.oneIn(8) ? "nobody" : CodeInvariants.subject(phone, client)
        var asked = StartRequest(clientID: client, redirectURI: nil)
        (asked.channel, asked.scope, asked.isAuthenticated) = (.backchannel, "openid profile", true)
        asked.bindingMessage = "Window 3"
        let (final, requester, party) = (asked, requester, Setting.party(client))
        let call = Call(kind: .startBackchannel, subject: "\(client) \(phone.name)") {
            (broker) async throws(BrokerRefusal) in
            .backchannel(
                try await broker.startBackchannel(
                    final, loginHint: hint, notificationToken: "told-by-this", by: party,
                    requester: requester))
        }
        guard case .success(.backchannel(let made)) = try await send(call) else { return }
        _ = try began(made.requestID, client, .backchannel)
    }

    /// The program does not know the name of its login session; the checks need it.
    private func began(_ secret: String, _ client: String, _ channel: Channel) throws -> Login? {
        guard let poll = PollToken(text: secret, byteCount: SecretSize.pollToken),
            let id = try session(of: poll)
        else { return nil }
        let login = Login(
            number: logins.count, id: id, client: client, channel: channel, poll: poll,
            verifier: "")
        login.scopes = ["profile"]
        logins.append(login)
        return login
    }

    func pollCall(_ login: Login) -> Call {
        let (secret, channel) = (login.poll.exposedText, login.channel)
        let (party, id) = (Setting.party(login.client), login.id)
        return Call(
            kind: .poll, subject: login.name, session: id,
            facts: .redeem(client: login.client, code: secret, isRight: true)
        ) { (broker) async throws(BrokerRefusal) in
            .tokens(
                try await broker.poll(
                    secret, channel, keyThumbprint: nil, by: party, address: "192.0.2.1"))
        }
    }

    func poll(_ login: Login) async throws {
        learn(login, try await send(pollCall(login)))
    }
}
