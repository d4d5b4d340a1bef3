import ArgumentParser
import StrictJSON
import Terminal

/// `qrphone credentials`: the documents that the wallet on this device can show.
struct CredentialsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credentials",
        abstract: "Issue, hand over, revoke and list credentials of this device.",
        subcommands: [
            IssueCredential.self, DelegateCredential.self, RevokeCredential.self,
            ListCredentials.self,
        ],
        defaultSubcommand: ListCredentials.self)
}

/// Whose credentials, and how to tell about them.
struct CredentialsOfDevice: ParsableArguments {
    @OptionGroup var device: DeviceOptions
    @Flag(help: "JSON on standard output, in the form that --credentials takes.") var json = false

    var store: CredentialStore { CredentialStore(keys: device.keys) }
    var speaker: Speaker { device.speaker }
    var language: Language { device.spoken }

    func tell(_ phrase: CredentialPhrase, _ credential: Credential) {
        if json { return Screen.print(credential.json) }
        let screen = Screen(language: language, isQuiet: false)
        screen.show(phrase.text(in: language) + " " + credential.line(in: language))
    }
}

/// `qrphone credentials list`.
struct ListCredentials: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the credentials of this device.")

    @OptionGroup var mine: CredentialsOfDevice

    func run() throws {
        let list = try mine.store.list(of: mine.speaker)
        if mine.json { return Screen.print(.array(list.map(\.json))) }
        let screen = Screen(language: mine.language, isQuiet: false)
        if list.isEmpty { screen.show(CredentialPhrase.none.text(in: mine.language)) }
        for credential in list { screen.show(credential.line(in: mine.language)) }
    }
}

/// `qrphone credentials delegate`.
struct DelegateCredential: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delegate",
        abstract: "Hand a credential over to another device; nothing of it stays on this one.")

    @Argument(help: "The credential.") var id: String
    @Option(help: ArgumentHelp("The device that gets it.", valueName: "device")) var to: String
    @OptionGroup var mine: CredentialsOfDevice

    func run() throws {
        let credential = try mine.store.delegate(id, of: mine.speaker, to: to)
        mine.tell(.handedOver, credential)
    }
}

/// `qrphone credentials revoke`.
struct RevokeCredential: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Revoke a credential; it stays on the list as revoked.")

    @Argument(help: "The credential.") var id: String
    @OptionGroup var mine: CredentialsOfDevice

    func run() throws {
        mine.tell(.wasRevoked, try mine.store.revoke(id, of: mine.speaker))
    }
}
