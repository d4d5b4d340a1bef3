import ArgumentParser
import StrictJSON
import Terminal

/// `qrphone requests`: what came to the phone without a code (CIBA), and the answer to one of it.
struct RequestsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requests", abstract: "Show who waits for this person, and decide.",
        discussion: """
            Without --approve, --deny, --scan-only or --id it only shows the list. Otherwise the \
            login goes on as after a scan, with the first request or the one named.
            """)

    @Option(help: ArgumentHelp("The broker.", valueName: "url")) var issuer: Issuer
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The request to decide on.", valueName: "id"))
    var id: String?
    @OptionGroup var login: LoginOptions

    func validate() throws {
        if login.json, id != nil, login.decision.wish == nil {
            throw ValidationError("--json with --id needs --approve, --deny or --scan-only.")
        }
    }

    func run() async throws {
        let requests = try await login.signing.withSigner(at: issuer) {
            client, signer throws(PhoneFailure) in
            try PendingRequests(
                await client.send(.requests, signer.statement(.requests, [:])).body)
        }
        guard id != nil || login.decision.wish != nil else { return show(requests) }
        guard let session = id ?? requests.list.first?.sessionID else {
            QRPhone.complain(Phrase.noRequests.text(in: language))
            throw ExitCode(ProgramExit.endedOtherwise)
        }
        try await login.run(LoginCode(request: session, issuer: issuer.url))
    }

    private func show(_ requests: PendingRequests) {
        if login.json { return Screen.print(requests.document) }
        let screen = Screen(language: language, isQuiet: false)
        if requests.list.isEmpty { screen.show(.noRequests) }
        for request in requests.list { screen.show(request.line(in: language)) }
    }

    private var language: Language { login.signing.device.spoken }
}
