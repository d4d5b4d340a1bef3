import ArgumentParser
import Foundation
import Terminal
import Tokens

/// Who holds the phone, and where its keys are: the options every command shares.
struct DeviceOptions: ParsableArguments {
    @Option(help: "The wallet's id.") var wallet = "demo-wallet"
    @Option(
        help: ArgumentHelp(
            "The wallet's private key (JWK), which enrols devices; or QRPHONE_WALLET_KEY.",
            valueName: "file"))
    var walletKey: String?
    @Option(
        parsing: .unconditional, help: ArgumentHelp("The person in that wallet.", valueName: "sub"))
    var person = "zhang-wei"
    @Option(help: ArgumentHelp("The id of this device.", valueName: "id")) var device = "phone-1"
    @Option(help: ArgumentHelp("Where device keys are kept (~/.qrphone).", valueName: "dir"))
    var home: String?
    @Option(help: "en or zh-CN; otherwise from LANG.") var language: Language?

    var speaker: Speaker { Speaker(wallet: wallet, person: person, device: device) }

    /// The language of everything that is shown.
    var spoken: Language {
        language ?? Language(environment: ProcessInfo.processInfo.environment)
    }

    var keys: DeviceKeys {
        DeviceKeys(folder: home ?? NSHomeDirectory() + "/.qrphone")
    }

    func readWalletKey() throws(PhoneFailure) -> SigningKey? {
        let path = walletKey ?? ProcessInfo.processInfo.environment["QRPHONE_WALLET_KEY"]
        guard let path, !path.isEmpty else { return nil }
        return try Signer.readWalletKey(path)
    }
}

/// The broker's public URL on the command line.
struct Issuer: ExpressibleByArgument {
    let url: String

    init?(argument: String) {
        let url = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
        guard BrokerURL.isIssuer(url) else { return nil }
        self.url = url
    }
}
