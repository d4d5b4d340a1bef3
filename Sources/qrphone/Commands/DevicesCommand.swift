import ArgumentParser
import StrictJSON
import Terminal

/// `qrphone devices`: the phones that may decide for this person, and how to remove a lost one.
struct DevicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "Show which phones may decide for this person, or remove one.")

    @Option(help: ArgumentHelp("The broker.", valueName: "url")) var issuer: Issuer
    @OptionGroup var signing: SigningOptions
    @Option(parsing: .unconditional, help: ArgumentHelp("Remove this one.", valueName: "kid"))
    var remove: String?
    @Flag(help: "The broker's list as JSON on standard output.") var json = false

    func validate() throws {
        if remove != nil, json {
            throw ValidationError("--json is for the list; removing has no answer.")
        }
    }

    func run() async throws {
        guard let lost = remove else { return try await showAll() }
        try await signing.withSigner(at: issuer) { client, signer throws(PhoneFailure) in
            let members: JSONObject = ["kid": .string(lost)]
            _ = try await client.send(
                .removeDevice, signer.statement(.removeDevice, members))
        }
        Screen(language: language, isQuiet: false).show(Phrase.removed.text(in: language))
    }

    private func showAll() async throws {
        let devices = try await signing.withSigner(at: issuer) {
            client, signer throws(PhoneFailure) in
            try Devices(await client.send(.devices, signer.statement(.devices, [:])).body)
        }
        if json { return Screen.print(devices.document) }
        let screen = Screen(language: language, isQuiet: false)
        if devices.list.isEmpty { screen.show(.noDevices) }
        for device in devices.list {
            for line in device.lines(in: language) { screen.show(line) }
        }
    }

    private var language: Language { signing.device.spoken }
}
