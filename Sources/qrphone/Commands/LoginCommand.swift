import ArgumentParser
import Foundation

/// `qrphone SOURCE`: a whole login.
struct LoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Scan a code, show who asks, and decide (the default).")

    @Argument(
        help: ArgumentHelp(
            "A picture (PNG, JPEG), - for one on standard input, a payload, or a typed code.",
            valueName: "source"))
    var source: String
    @Option(help: ArgumentHelp("The broker; needed with a typed code.", valueName: "url"))
    var issuer: Issuer?
    @OptionGroup var login: LoginOptions

    func validate() throws {
        guard login.decision.wish == nil else { return }
        if login.json {
            throw ValidationError("--json needs --approve, --deny or --scan-only.")
        }
        if source == "-" {
            throw ValidationError("With a picture on standard input nobody can be asked there.")
        }
    }

    func run() async throws {
        let exists = { FileManager.default.fileExists(atPath: $0) }
        let source = Source(argument: source, fileExists: exists)
        try await login.run(try source.loginCode(issuer: issuer?.url))
    }
}
