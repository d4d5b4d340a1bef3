import Foundation
import StrictJSON
import Terminal

/// One login from the scan to its end, as the phone lives it.
struct Conversation {
    let client: BrokerClient
    let signer: Signer
    let screen: Screen
    /// What is known so far; complete when ``run(_:by:follows:)`` returns or throws.
    private(set) var report = Report()
    /// What the person decided, as far as they have.
    var decision = Decision.leave
    /// Steps that the broker took, over all checks of the login.
    var faceSteps: [FaceStep] = []
    /// Checks that the person was asked about; each is theirs once.
    var checksSeen: Set<String> = []
    /// The last check that was begun elsewhere.
    var visit: FaceCheck?

    init(client: BrokerClient, signer: Signer, screen: Screen) {
        self.client = client
        self.signer = signer
        self.screen = screen
    }

    /// Claims the login and remembers who asks.
    ///
    /// - Parameter via: how the code came; `nil` leaves it to the broker, which takes it for a
    ///   camera.
    mutating func scan(_ code: LoginCode, via: Via? = nil) async throws(PhoneFailure) -> Scanned {
        var members: JSONObject =
            switch code.form {
            case .payload(let text): ["qr": .string(text)]
            case .typed(let text): ["user_code": .string(text)]
            case .request(let session): ["request": .string(session)]
            }
        members.append("via", via?.rawValue)
        let scanned = try Scanned(await send(.scan, members))
        report.note(scanned)
        return scanned
    }

    /// Shows the request, takes the decision to the broker and stays as long as it is needed.
    mutating func run(
        _ scanned: Scanned, by person: any Person, follows: Bool
    ) async throws(PhoneFailure) -> ProgramExit {
        let lines = Presentation(scanned: scanned, language: screen.language, now: Date()).lines
        for line in lines { screen.show(line) }
        decision = try person.decide(on: scanned)
        if case .confirm = decision, try await lookForWarnings(scanned) {
            decision = try person.decide(on: scanned)
        }
        if let check = try await settle(scanned, by: person)?.face {
            try await goThrough(check, of: scanned, by: person)
        }
        if follows { try await follow(scanned, by: person) }
        return report.exitStatus(after: decision)
    }

    /// Takes a decision to the broker.
    ///
    /// - Returns: how the login stands; `nil` when nothing was decided.
    mutating func tell(
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

    /// Sends a statement whose answer is the body.
    mutating func send(
        _ act: Act, _ members: JSONObject, beside pictures: CapturePictures? = nil
    ) async throws(PhoneFailure) -> JSONValue {
        do {
            let statement = try signer.statement(act, members)
            guard let pictures else { return try await client.send(act, statement).body }
            let body = StatementBody(statement, beside: pictures, boundary: Statement.newID())
            return try await client.send(act, body, wait: Self.judgement).body
        } catch {
            note(error)
            throw error
        }
    }

    /// Seconds more that a broker may take to judge pictures, with others waiting before.
    private static let judgement: Int64 = 40

    // MARK: What is known

    mutating func noteAndShow(_ standing: Standing) {
        let news = News(
            previous: report.standing, standing: standing,
            purpose: report.scanned?.purpose ?? "login", language: screen.language)
        report.note(standing)
        screen.show(news)
        screen.showWarnings(standing.warnings)
    }

    mutating func note(_ failure: PhoneFailure) {
        if case .refused(let problem) = failure { report.problem = problem }
    }

    /// A refusal that was got over is no problem any more.
    mutating func forgetProblem() { report.problem = nil }
}
