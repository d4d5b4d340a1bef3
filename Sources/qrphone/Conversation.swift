import Foundation
import StrictJSON

/// One login from the scan to its end, as the phone lives it.
struct Conversation {
    let client: BrokerClient
    let signer: Signer
    let screen: Screen
    /// What is known so far; complete when ``run(_:by:follows:)`` returns or throws.
    private(set) var report = Report()

    init(client: BrokerClient, signer: Signer, screen: Screen) {
        self.client = client
        self.signer = signer
        self.screen = screen
    }

    /// Claims the login and remembers who asks.
    mutating func scan(_ code: LoginCode) async throws(PhoneFailure) -> Scanned {
        let members: JSONObject =
            switch code.form {
            case .payload(let text): ["qr": .string(text)]
            case .typed(let text): ["user_code": .string(text)]
            case .request(let session): ["request": .string(session)]
            }
        let scanned = try Scanned(await send(.scan, members))
        report.note(scanned)
        return scanned
    }

    /// Shows the request, takes the decision to the broker and stays as long as it is needed.
    mutating func run(
        _ scanned: Scanned, by person: any Person, follows: Bool
    ) async throws(PhoneFailure) -> PhoneExit {
        let lines = Presentation(scanned: scanned, language: screen.language, now: Date()).lines
        for line in lines { screen.show(line) }
        var decision = try person.decide(on: scanned)
        if case .confirm = decision, try await lookForWarnings(scanned) {
            decision = try person.decide(on: scanned)
        }
        if let standing = try await tell(decision, about: scanned), let check = standing.face {
            let end = try await checkFace(check, of: scanned, by: person)
            if case .deny(let reason) = end {
                decision = .deny(reason)
                _ = try await tell(decision, about: scanned)
            }
        }
        if follows { try await follow(scanned) }
        return report.exitStatus(after: decision)
    }

    /// Asks how the login stands just before a confirmation is sent: somebody else may have tried
    /// to scan the same code while the person was reading, and then they should decide anew.
    ///
    /// A refusal here stops nothing: the confirmation that follows gets the broker's real answer.
    ///
    /// - Returns: whether there was a warning that the person has not seen.
    private mutating func lookForWarnings(_ scanned: Scanned) async throws(PhoneFailure) -> Bool {
        let seen = report.warnings
        let statement = try signer.statement(.status, ["sid": .string(scanned.sessionID)])
        do {
            noteAndShow(try Standing(await client.send(.status, statement).body))
        } catch .refused {
            return false
        }
        return report.warnings != seen
    }

    /// Takes a decision to the broker.
    ///
    /// - Returns: how the login stands; `nil` when nothing was decided.
    private mutating func tell(
        _ decision: Decision, about scanned: Scanned
    ) async throws(PhoneFailure) -> Standing? {
        guard let act = decision.act else { return nil }
        var members = decision.members
        members.append("sid", scanned.sessionID)
        members.append("challenge", scanned.challenge)
        let standing = try Standing(await send(act, members))
        noteAndShow(standing)
        return standing
    }

    /// Sends face results as long as the person has some and the broker takes them.
    ///
    /// - Returns: what the person does in the end; `nil` when no check is open any more.
    private mutating func checkFace(
        _ first: FaceCheck, of scanned: Scanned, by person: any Person
    ) async throws(PhoneFailure) -> FaceStep? {
        var open: FaceCheck? = first
        var sent: [FaceResult] = []
        while let check = open {
            let step = try person.face(check, previous: sent)
            guard case .send(let result) = step else { return step }
            var members = result.members(reference: Statement.newID())
            members.append("sid", scanned.sessionID)
            members.append("check_id", check.id)
            members.append("challenge", check.challenge)
            let standing = try Standing(await send(.face, members))
            sent.append(result)
            noteAndShow(standing)
            open = standing.face
        }
        return nil
    }

    /// Sends a statement whose answer is the body.
    private mutating func send(
        _ act: Act, _ members: JSONObject
    ) async throws(PhoneFailure) -> JSONValue {
        do {
            return try await client.send(act, signer.statement(act, members)).body
        } catch {
            note(error)
            throw error
        }
    }

    // MARK: What is known

    mutating func noteAndShow(_ standing: Standing) {
        let isNews = standing.version != report.standing?.version
        report.note(standing)
        if isNews { screen.show(standing) }
        screen.showWarnings(standing.warnings)
    }

    mutating func note(_ failure: PhoneFailure) {
        if case .refused(let problem) = failure { report.problem = problem }
    }
}
