import ArgumentParser
import AsyncHTTPClient
import StrictJSON
import Terminal

extension Via: ExpressibleByArgument {}

/// How a login goes once its code is known: the options of every command that decides.
struct LoginOptions: ParsableArguments {
    @OptionGroup var signing: SigningOptions
    @OptionGroup var decision: DecisionOptions
    @Option(help: "How the code came: camera or link (which asks for the number).")
    var via: Via?
    @Flag(help: "One JSON object on standard output, nothing else.") var json = false
    @Flag(help: "Stay until the login is over.") var follow = false

    /// From the scan to the exit status.
    func run(_ code: LoginCode) async throws {
        let person = try makePerson()
        let http = CautiousHTTP.makeClient()
        let client = BrokerClient(
            http: http, issuer: code.issuer, language: signing.device.spoken)
        let outcome = await logIn(with: code, client, person)
        try await http.shutdown()
        try finish(outcome)
    }

    private struct Outcome {
        var report = Report()
        var result: Result<ProgramExit, PhoneFailure>
    }

    private func logIn(
        with code: LoginCode, _ client: BrokerClient, _ person: any Person
    ) async -> Outcome {
        let screen = Screen(language: client.language, isQuiet: json)
        do throws(PhoneFailure) {
            let enrolment = try signing.enrolment(at: client)
            let signer = try await signing.signer(enrolment)
            var conversation = Conversation(client: client, signer: signer, screen: screen)
            do throws(PhoneFailure) {
                let scanned = try await signing.firstCall(enrolment) {
                    () async throws(PhoneFailure) in try await conversation.scan(code, via: via)
                }
                let status = try await conversation.run(scanned, by: person, follows: follow)
                return Outcome(report: conversation.report, result: .success(status))
            } catch {
                return Outcome(report: conversation.report, result: .failure(error))
            }
        } catch {
            var report = Report()
            if case .refused(let problem) = error { report.problem = problem }
            return Outcome(report: report, result: .failure(error))
        }
    }

    private func makePerson() throws(PhoneFailure) -> any Person {
        let device = signing.device
        let store = CredentialStore(keys: device.keys)
        let known = try decision.credential.known(in: store, of: device.speaker)
        guard let wish = decision.wish
        else { return try decision.personAtTerminal(device.spoken, with: known) }
        return try decision.scriptedPerson(wish, with: known)
    }

    /// Prints what is left to print and ends with the exit status.
    private func finish(_ outcome: Outcome) throws {
        if json { Screen.print(outcome.report.json) }
        let status = try outcome.result.get()
        guard status == .asAsked else { throw ExitCode(status) }
    }
}
