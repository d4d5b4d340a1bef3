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
        let decision = try person.decide(on: scanned)
        var stays = follows
        if let act = decision.act {
            var members = decision.members
            members.append("sid", scanned.sessionID)
            members.append("challenge", scanned.challenge)
            let standing = try Standing(await send(act, members))
            noteAndShow(standing)
            if let check = standing.face {
                stays = try await checkFace(check, of: scanned, by: person) || follows
            }
        }
        if stays { try await follow(scanned) }
        return report.exitStatus(after: decision)
    }

    /// Sends face results as long as the person has some and the broker takes them.
    ///
    /// - Returns: whether the person waits for the check to run out.
    private mutating func checkFace(
        _ first: FaceCheck, of scanned: Scanned, by person: any Person
    ) async throws(PhoneFailure) -> Bool {
        var open: FaceCheck? = first
        var sent: [FaceResult] = []
        while let check = open {
            switch try person.face(check, previous: sent) {
            case .leave: return false
            case .wait: return true
            case .send(let result):
                var members = result.members(reference: Statement.newID())
                members.append("sid", scanned.sessionID)
                members.append("check_id", check.id)
                members.append("challenge", check.challenge)
                let standing = try Standing(await send(.face, members))
                sent.append(result)
                noteAndShow(standing)
                open = standing.face
            }
        }
        return false
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
