import ArgumentParser
import Demo

/// `qrbroker init`
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a configuration to begin with, or list the templates.")

    @Option(name: .long, help: "What to begin with; without it, all are listed.")
    var template: String?
    @Option(name: .long, help: "Where the files go; nothing is overwritten.")
    var directory = "."
    @Option(name: .long, help: "The public address, such as https://login.example.org.")
    var issuer: String?

    func run() async throws {
        guard let template else { return print(Self.list, terminator: "") }
        let folder = ConfigurationFolder(path: directory, template: try Self.named(template))
        do {
            let files = try folder.create(at: try addresses())
            print(Self.nextSteps(folder, template, files), terminator: "")
        } catch ConfigurationFolder.Failure.exists(let path) {
            throw Failure("\(path) is there already; nothing was written")
        } catch ConfigurationFolder.Failure.unwritable(let path, let reason) {
            throw Failure("\(path) cannot be written: \(reason)")
        }
    }

    private func addresses() throws -> TemplateAddresses {
        guard let issuer else { return TemplateAddresses() }
        guard let addresses = TemplateAddresses(issuer: issuer) else {
            throw Failure("--issuer takes an address such as https://login.example.org")
        }
        return addresses
    }

    static func named(_ name: String) throws -> Template {
        guard let template = Template.named(name) else {
            throw Failure("no template \(name); there are:\n\(list)")
        }
        return template
    }

    private static var list: String {
        Template.all.map { template in
            let gap = String(repeating: " ", count: max(1, 10 - template.name.count))
            return "\(template.name)\(gap)\(template.summary)\n"
        }.joined()
    }

    private static func nextSteps(
        _ folder: ConfigurationFolder, _ template: String, _ files: [String]
    ) -> String {
        let configuration = folder.configurationFile
        let keys = folder.walletIDs.map { folder.privateKeyFile(of: $0) }
        return """
            Written:
            \(files.map { "  \($0)\n" }.joined())
            Next:
              qrbroker config check \(configuration)
              qrbroker serve --config \(configuration)

            To see it first, with a portal and a wallet to click through:
              qrbroker demo --template \(template)

            It works as it is, with qrphone in the place of the wallet app:
              qrphone SCREENSHOT --wallet \(folder.walletIDs.first ?? "") --wallet-key \(keys.first ?? "")

            Before real people use it, replace in it:
              the portal    its name, domain and addresses
              the wallets   the public keys in *.jwks.json and each deep_link, by the real app's
              face.secret   by the one of your face provider, or delete `face` where none is used
            and delete \(keys.joined(separator: ", ")):
            whoever holds such a key logs in as anybody.

            """
    }
}
