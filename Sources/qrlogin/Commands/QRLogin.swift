import ArgumentParser
import AsyncHTTPClient
import Foundation
import QRSymbol
import Terminal

/// A login for programs without a browser: shows a code in the terminal and waits for the phone.
@main
struct QRLogin: Program {
    static let configuration = CommandConfiguration(
        commandName: "qrlogin",
        abstract: "Log in from a terminal by scanning a code (OAuth 2.0 device grant).",
        discussion: """
            The code goes to standard error and the tokens, as JSON, to standard output; when that \
            is a terminal, a sentence. Exit status: 0 logged in, 2 usage, 5 refused or expired, \
            6 network, 130 interrupted.
            """)

    @Option(help: ArgumentHelp("The login service, as it names itself.", valueName: "url"))
    var issuer: String
    @Option(help: ArgumentHelp("This client's id there.", valueName: "id")) var clientId: String
    @Option(help: ArgumentHelp("What to ask for.", valueName: "names")) var scope = "openid"
    @Option(help: ArgumentHelp("Levels of assurance, the best first.", valueName: "names"))
    var acrValues: String?
    @Option(help: ArgumentHelp("The client's secret, if it has one.", valueName: "file"))
    var clientSecretFile: String?
    @Flag(help: "Draw for a terminal with a light background.") var invert = false
    @Flag(help: "The tokens as JSON, also on a terminal.") var json = false
    @Option(help: "en or zh-CN; otherwise from LANG.") var language: Language?

    func validate() throws {
        let bare = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        guard BrokerURL.isIssuer(bare) else {
            throw ValidationError("--issuer is https://… (plain http only nearby).")
        }
        guard !clientId.isEmpty else { throw ValidationError("--client-id is empty.") }
    }

    func run() async throws {
        let secret = try clientSecretFile.map { path throws(LoginFailure) in
            try ClientCredentials.readSecret(path)
        }
        let http = CautiousHTTP.makeClient()
        let client = ProviderClient(http: http, language: spoken)
        let credentials = ClientCredentials(id: clientId, secret: secret)
        let outcome = await Interruption.orResult { () async throws(LoginFailure) in
            try await logIn(with: client, as: credentials)
        }
        try await http.shutdown()
        try Screen(language: spoken).show(
            outcome.get(), from: issuer, asJSON: json || !Screen.isOutputTerminal)
    }

    private func logIn(
        with client: ProviderClient, as credentials: ClientCredentials
    ) async throws(LoginFailure) -> TokenSet {
        let provider = try await DeviceLogin<ContinuousClock>.discover(issuer, with: client)
        let login = DeviceLogin(
            provider: provider, client: client, credentials: credentials, time: ContinuousClock())
        let code = try await login.begin(scope: scope, levels: acrValues)
        Screen(language: spoken).show(
            Invitation(
                code: code, language: spoken, ink: invert ? .dark : .light,
                columns: Screen.columns))
        let tokens = try await login.tokens(for: code)
        return try await login.withSubject(tokens, now: Int64(Date().timeIntervalSince1970))
    }

    private var spoken: Language {
        language ?? Language(environment: ProcessInfo.processInfo.environment)
    }
}
