import ArgumentParser
import StrictJSON
import Terminal

/// `qrphone sign-ins`: the browsers where this person is signed in, and how to end that.
struct SignInsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-ins", abstract: "Show where this person is signed in, or end it.")

    @Option(help: ArgumentHelp("The broker.", valueName: "url")) var issuer: Issuer
    @OptionGroup var signing: SigningOptions
    @Option(parsing: .unconditional, help: ArgumentHelp("End this one.", valueName: "id")) var end:
        String?
    @Flag(help: "End all of them.") var endAll = false
    @Flag(help: "The broker's answer as JSON on standard output.") var json = false

    func validate() throws {
        if end != nil, endAll {
            throw ValidationError("Only one of --end and --end-all can be wanted.")
        }
    }

    func run() async throws {
        guard let ended = endAll ? "all" : end else { return try await showAll() }
        let answer = try await signing.withSigner(at: issuer) {
            client, signer throws(PhoneFailure) in
            let members: JSONObject = ["sign_in": .string(ended)]
            return try await client.send(.endSignIn, signer.statement(.endSignIn, members)).body
        }
        if json { return Screen.print(answer) }
        let count = answer["ended"]?.integer ?? 0
        Screen(language: language, isQuiet: false).show(.ended, "\(count)")
    }

    private func showAll() async throws {
        let signIns = try await signing.withSigner(at: issuer) {
            client, signer throws(PhoneFailure) in
            try SignIns(await client.send(.signIns, signer.statement(.signIns, [:])).body)
        }
        if json { return Screen.print(signIns.document) }
        let screen = Screen(language: language, isQuiet: false)
        if signIns.list.isEmpty { screen.show(.noSignIns) }
        for signIn in signIns.list {
            for line in signIn.lines(in: language) { screen.show(line) }
        }
    }

    private var language: Language { signing.device.spoken }
}
