import Base64URL
import Broker
import Crypto
import Foundation
import LoginFlow
import NIOConcurrencyHelpers
import Secrets
import SeededGenerator
import WaitingRoom

/// What pages do.
extension World {
    // MARK: Beginning

    /// A request in which nothing is wrong.
    func request(_ client: String) -> (asked: StartRequest, verifier: String) {
        let verifier = Base64URL.encode(random.bytes(32))
        var asked = StartRequest(clientID: client, redirectURI: Setting.redirectURI(client))
        asked.codeChallenge = Base64URL.encode(SHA256.hash(data: Array(verifier.utf8)))
        asked.codeChallengeMethod = "S256"
        asked.scope = dice.oneIn(2) ? "openid profile email offline_access" : "openid profile"
        asked.isAuthenticated = client == "strict" || client == "known"
        if dice.oneIn(3) { asked.returnURI = Setting.returnURI(client) }
        return (asked, verifier)
    }

    var requester: Requester {
        Requester(address: "203.0.113.7", userAgent: "Firefox/133.0", keys: Setting.keys)
    }

    /// A page begins, now and then with something that must be refused.
    func start(_ client: String, spoil: (inout StartRequest) -> Void = { _ in }) async throws {
        var (asked, verifier) = request(client)
        if client == "known", let browser = browsers.last {
            asked.browser = browser
            if dice.oneIn(3) { asked.prompt = [dice.pick([.none, .login, .consent])] }
        } else if client == "known", dice.oneIn(8) {
            asked.prompt = [.none]
        }
        if client == "known", dice.oneIn(5) { asked.acrValues = ["urn:qrbroker:acr:3"] }
        spoil(&asked)
        let (final, requester) = (asked, requester)
        let isHosted = client == "known"
        let call = Call(kind: isHosted ? .authorize : .start, subject: client) {
            (broker) async throws(BrokerRefusal) in
            isHosted
                ? .started(try await broker.authorize(final, requester: requester))
                : .started(try await broker.start(final, requester: requester))
        }
        begin(try await send(call), client, verifier, final.scopes)
    }

    func begin(
        _ outcome: Outcome?, _ client: String, _ verifier: String, _ scopes: [String]
    ) {
        guard case .success(.started(let started)) = outcome else { return }
        let login = Login(
            number: logins.count, id: started.view.id, client: client, channel: .page,
            poll: started.pollToken, verifier: verifier)
        login.payloads = [started.display.frame].compactMap { $0?.payload }
        login.userCode = started.display.userCode
        login.sameDevicePayload = started.display.sameDevicePayload
        login.scopes = scopes
        logins.append(login)
        learn(login, started.view)
    }

    func replace(_ login: Login) async throws {
        var (asked, verifier) = request(login.client)
        asked.replaces = (login.id, login.poll)
        let (final, requester) = (asked, requester)
        let call = Call(kind: .replace, subject: login.name, session: login.id) {
            (broker) async throws(BrokerRefusal) in
            .started(try await broker.start(final, requester: requester))
        }
        begin(try await send(call), login.client, verifier, final.scopes)
    }

    // MARK: Watching

    func learn(_ login: Login, _ view: PageView) {
        if incarnation > 0, login.seen > 0, view.version > login.seen {
            probes.hit("resumed after a crash")
        }
        login.seen = view.version
        login.matchNumber = view.matchNumber ?? login.matchNumber
        login.code = view.result?.code ?? login.code
    }

    /// One look, as the server makes it: the page shows its token, then memory is asked.
    func readCall(_ login: Login) -> Call {
        let (id, poll) = (login.id, login.poll)
        return Call(kind: .read, subject: login.name, session: id) {
            (broker) async throws(BrokerRefusal) in
            try await broker.read(id, poll)
        }
    }

    func read(_ login: Login) async throws {
        if case .success(.view(let view)) = try await send(readCall(login)) { learn(login, view) }
    }

    /// A page asks for news and stays.
    func wait(_ login: Login) async throws {
        guard broker.recalledParty(login.id, login.poll) != nil else {
            return try await read(login)
        }
        probes.hit("call wait")
        let wait = broker.pageWait(
            login.id, login.poll, after: login.seen, wait: Seconds(dice.roll(1..<60)))
        try await look(login, nil, wait)
        try await settle()
    }

    /// Somebody looks, and is parked where there is nothing new. Things happen meanwhile.
    ///
    /// - Parameter phone: `nil` for the page.
    func look(_ login: Login, _ phone: Int?, _ wait: Wait) async throws {
        let (luck, life) = (dice.roll(0..<6), incarnation)
        if luck == 0 { interrupt(login) }
        let glance = broker.glance(wait)
        clock.interrupt(nil)
        switch glance {
        case .nothingNew(let ticket):
            if luck == 1 { try await comeBetween(login) }
            // After a crash nobody holds a ticket of the former process.
            guard life == incarnation else { return }
            trace.note("\(time) wait \(login.name) after v\(wait.version)")
            park(login, phone, wait, ticket)
        case .page, .phone, .unchanged, nil: try await lookAgain(login, phone, wait)
        }
    }

    /// The same as a request of its own, which may have to write and may die.
    private func lookAgain(_ login: Login, _ phone: Int?, _ wait: Wait) async throws {
        let (box, life) = (NIOLockedValueBox<WaitingRoom.Ticket?>(nil), incarnation)
        let call = Call(
            kind: .wait, subject: login.name, session: login.id, phone: phone
        ) { (broker) async throws(BrokerRefusal) in
            if case .nothingNew(let ticket) = broker.glance(wait) {
                box.withLockedValue { $0 = ticket }
                return .unchanged(version: wait.version)
            }
            switch try await broker.look(wait) {
            case .page(let view): return .view(view)
            case .phone(let answer): return .decision(answer)
            case .unchanged(let version): return .unchanged(version: version)
            case .nothingNew(let ticket):
                box.withLockedValue { $0 = ticket }
                return .unchanged(version: wait.version)
            }
        }
        let outcome = try await perform(call)
        guard life == incarnation else { return }
        if let ticket = box.withLockedValue({ $0 }) { park(login, phone, wait, ticket) }
        switch outcome {
        case .success(.view(let view)): learn(login, view)
        case .success(.decision(let answer)): phone.map { learn(login, $0, answer) }
        default: break
        }
    }

    private func park(
        _ login: Login, _ phone: Int?, _ wait: Wait, _ ticket: WaitingRoom.Ticket
    ) {
        parkings += 1
        let (number, bells, disk) = (parkings, bells, disk)
        parked.append(Parked(number: number, login: login, phone: phone, wait: wait))
        broker.park(ticket, wait) { outcome in
            bells.ring(
                Bells.Rung(number: number, outcome: outcome, wasFlushed: disk.isFlushed))
        }
    }

    /// Something happens to the login session after the page has looked and before it is parked.
    private func comeBetween(_ login: Login) async throws {
        probes.hit("news between look and park")
        try await perform(cancelCall(login))
    }

    /// The same while the page looks: between what it reads and what it makes of it.
    private func interrupt(_ login: Login) {
        guard disk.arrangement == nil else { return }
        let (call, broker, done) = (cancelCall(login), broker, interruptions)
        step.calls.append(call)
        clock.interrupt {
            done.run { () async -> Heard in
                Heard(call: call, outcome: await World.outcome(of: call.run, broker))
            }
        }
    }

    // MARK: The rest

    func cancelCall(_ login: Login) -> Call {
        let (id, poll) = (login.id, login.poll)
        return Call(kind: .cancel, subject: login.name, session: id) {
            (broker) async throws(BrokerRefusal) in .view(try await broker.cancel(id, poll))
        }
    }

    func draw(_ login: Login) async throws {
        let (id, poll) = (login.id, login.poll)
        let frame = Call(kind: .frame, subject: login.name, session: id) {
            (broker) async throws(BrokerRefusal) in .frame(try await broker.frame(id, poll))
        }
        if case .success(.frame(let frame)) = try await send(frame) {
            login.payloads.append(frame.payload)
        }
        guard dice.oneIn(3) else { return }
        let display = Call(kind: .display, subject: login.name, session: id) {
            (broker) async throws(BrokerRefusal) in
            .display(try await broker.display(id, poll, locales: ["en"]))
        }
        try await send(display)
    }

    /// The app has brought the person back to the browser.
    func comeBack(_ login: Login, isRight: Bool) async throws {
        let right = login.returnTo?.split(separator: ".").last.map(String.init)
        let (id, poll) = (login.id, login.poll)
        let token = isRight ? right ?? "" : Base64URL.encode([UInt8](repeating: 1, count: 32))
        let call = Call(kind: .comeBack, subject: login.name, session: id) {
            (broker) async throws(BrokerRefusal) in
            .view(try await broker.comeBack(id, poll, token: token))
        }
        if case .success(.view(let view)) = try await send(call) { learn(login, view) }
    }

    func signOn(_ login: Login) async throws {
        let (id, poll, browser) = (login.id, login.poll, browsers.last)
        let call = Call(kind: .signOn, subject: login.name, session: id) {
            (broker) async throws(BrokerRefusal) in
            .view(try await broker.signOn(id, poll, browser: browser, scopes: ["profile"]))
        }
        if case .success(.view(let view)) = try await send(call) { learn(login, view) }
    }
}

extension StartRequest {
    /// The scopes asked for that a person can grant.
    var scopes: [String] {
        (scope ?? "").split(separator: " ").map(String.init).filter { $0 != "openid" }
    }
}

extension Broker {
    /// What a page that does not wait is answered, by the steps of the server.
    func read(_ id: SessionID, _ poll: PollToken) async throws(BrokerRefusal) -> Reply {
        let wait = pageWait(id, poll, after: 0, wait: 0)
        if recalledParty(id, poll) == nil { _ = try await relyingParty(of: id, poll) }
        var seen = glance(wait)
        if seen == nil { seen = try await look(wait) }
        switch seen {
        case .page(let view): return .view(view)
        case .phone(let answer): return .decision(answer)
        case .unchanged(let version): return .unchanged(version: version)
        case .nothingNew(let ticket):
            leave(ticket)
            return .unchanged(version: wait.version)
        case nil: return .done
        }
    }
}
