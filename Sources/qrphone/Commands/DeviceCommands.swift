import ArgumentParser
import AsyncHTTPClient
import Terminal
import Tokens

/// `qrphone enrol`: makes the key of this device, if needed, and has the wallet vouch for it.
struct EnrolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol", abstract: "Enrol the key of this device.")

    @Option(help: ArgumentHelp("The broker.", valueName: "url")) var issuer: Issuer
    @OptionGroup var device: DeviceOptions

    func run() async throws {
        try await device.withEnrolment(at: issuer) { enrolment in
            let key = try await enrolment.enrol()
            print(Phrase.enrolled.text(in: device.spoken), key.kid)
        }
    }
}

/// `qrphone revoke`: ends the key of this device.
struct RevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Revoke the key of this device and delete it.")

    @Option(help: ArgumentHelp("The broker.", valueName: "url")) var issuer: Issuer
    @OptionGroup var device: DeviceOptions
    @Flag(help: "Leave the revoked key in its file, to see it refused.") var keepKey = false

    func run() async throws {
        try await device.withEnrolment(at: issuer) { enrolment in
            try await enrolment.revoke(keepsFile: keepKey)
            print(Phrase.revoked.text(in: device.spoken))
        }
    }
}

extension DeviceOptions {
    fileprivate func withEnrolment(
        at issuer: Issuer, _ body: (Enrolment) async throws -> Void
    ) async throws {
        let walletKey = try readWalletKey()
        let http = CautiousHTTP.makeClient()
        let client = BrokerClient(http: http, issuer: issuer.url, language: spoken)
        let enrolment = Enrolment(
            keys: keys, client: client, speaker: speaker, walletKey: walletKey)
        do {
            try await body(enrolment)
        } catch {
            try await http.shutdown()
            throw error
        }
        try await http.shutdown()
    }
}
