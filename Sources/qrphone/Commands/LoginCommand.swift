import ArgumentParser
import AsyncHTTPClient
import Foundation
import StrictJSON
import Terminal
import Tokens

/// `qrphone SOURCE`: a whole login.
struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Scan a code, show who asks, and decide (the default).")

    enum KeyChoice: String, CaseIterable, ExpressibleByArgument {
        case device, wallet
    }

    @Argument(
        help: ArgumentHelp(
            "A picture (PNG, JPEG), - for one on standard input, a payload, or a typed code.",
            valueName: "source"))
    var source: String
    @Option(help: ArgumentHelp("The broker; needed with a typed code.", valueName: "url"))
    var issuer: Issuer?
    @OptionGroup var device: DeviceOptions
    @Option(help: "Whose key signs: device or wallet.") var key = KeyChoice.device
    @OptionGroup var decision: DecisionOptions
    @Flag(help: "One JSON object on standard output, nothing else.") var json = false
    @Flag(help: "Stay until the login is over.") var follow = false

    func validate() throws {
        guard decision.wish == nil else { return }
        if json { throw ValidationError("--json needs --approve, --deny or --scan-only.") }
        if source == "-" {
            throw ValidationError("With a picture on standard input nobody can be asked there.")
        }
    }

    func run() async throws {
        let exists = { FileManager.default.fileExists(atPath: $0) }
        let code = try Source(argument: source, fileExists: exists).loginCode(issuer: issuer?.url)
        let person = try makePerson()
        let http = CautiousHTTP.makeClient()
        let client = BrokerClient(http: http, issuer: code.issuer, language: device.spoken)
        let outcome = await logIn(with: code, client, person)
        try await http.shutdown()
        try finish(outcome)
    }

    private struct Outcome {
        var report = Report()
        var result: Result<PhoneExit, PhoneFailure>
    }

    private func logIn(
        with code: LoginCode, _ client: BrokerClient, _ person: any Person
    ) async -> Outcome {
        let screen = Screen(language: device.spoken, isQuiet: json)
        do throws(PhoneFailure) {
            let walletKey = try device.readWalletKey()
            let enrolment = Enrolment(
                keys: device.keys, client: client, speaker: device.speaker, walletKey: walletKey)
            let signer = try await makeSigner(enrolment)
            var conversation = Conversation(client: client, signer: signer, screen: screen)
            do throws(PhoneFailure) {
                let scanned = try await scan(code, &conversation, enrolment)
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

    private func makeSigner(_ enrolment: Enrolment) async throws(PhoneFailure) -> Signer {
        let key: SigningKey
        switch self.key {
        case .device: key = try await enrolment.enrolledKey()
        case .wallet:
            guard let walletKey = enrolment.walletKey else {
                throw .usage("--key wallet needs --wallet-key FILE.")
            }
            key = walletKey
        }
        return Signer(speaker: device.speaker, issuer: enrolment.client.issuer, key: key)
    }

    /// Scans; a broker that was set up anew has forgotten the device, so it is enrolled once more
    /// where that is possible. Where it is not (a revoked key stays revoked), the refusal of the
    /// scan is the answer.
    private func scan(
        _ code: LoginCode, _ conversation: inout Conversation, _ enrolment: Enrolment
    ) async throws(PhoneFailure) -> Scanned {
        do {
            return try await conversation.scan(code)
        } catch {
            guard case .refused(let problem) = error, problem.code == "invalid_assertion",
                key == .device, enrolment.walletKey != nil
            else { throw error }
            do {
                _ = try await enrolment.enrol()
            } catch .refused {
                throw error
            }
            return try await conversation.scan(code)
        }
    }

    private func makePerson() throws(PhoneFailure) -> any Person {
        if let wish = decision.wish { return try decision.scriptedPerson(wish) }
        var known = try decision.confirmation()
        known.scopes = decision.grantedScopes
        return PersonAtTerminal(known: known, language: device.spoken, ask: Screen.ask)
    }

    /// Prints what is left to print and ends with the exit status.
    private func finish(_ outcome: Outcome) throws {
        if json { print(SafeText.json(outcome.report.json.serializedText())) }
        let status = try outcome.result.get()
        guard status == .asAsked else { throw ExitCode(status.rawValue) }
    }
}
