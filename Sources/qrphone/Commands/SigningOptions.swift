import ArgumentParser
import AsyncHTTPClient
import Terminal
import Tokens

/// Who holds the phone and whose key signs for them: the options of every command that speaks for
/// a person.
struct SigningOptions: ParsableArguments {
    enum KeyChoice: String, CaseIterable, ExpressibleByArgument {
        case device, wallet
    }

    @OptionGroup var device: DeviceOptions
    @Option(help: "Whose key signs: device or wallet.") var key = KeyChoice.device

    /// What enrols this device where it has to be.
    func enrolment(at client: BrokerClient) throws(PhoneFailure) -> Enrolment {
        Enrolment(
            keys: device.keys, client: client, speaker: device.speaker,
            walletKey: try device.readWalletKey())
    }

    func signer(_ enrolment: Enrolment) async throws(PhoneFailure) -> Signer {
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

    /// The first call to a broker. One that was set up anew has forgotten the device, so it is
    /// enrolled once more where that is possible. Where it is not (a revoked key stays revoked),
    /// the refusal of the call is the answer.
    func firstCall<Result>(
        _ enrolment: Enrolment, _ call: () async throws(PhoneFailure) -> Result
    ) async throws(PhoneFailure) -> Result {
        do {
            return try await call()
        } catch {
            guard case .refused(let problem) = error, problem.code == "invalid_assertion",
                key == .device, enrolment.walletKey != nil
            else { throw error }
            do {
                _ = try await enrolment.enrol()
            } catch .refused {
                throw error
            }
            return try await call()
        }
    }

    /// Makes calls that need no conversation, such as reading a list.
    func withSigner<Result>(
        at issuer: Issuer, _ body: (BrokerClient, Signer) async throws(PhoneFailure) -> Result
    ) async throws -> Result {
        let http = CautiousHTTP.makeClient()
        let client = BrokerClient(http: http, issuer: issuer.url, language: device.spoken)
        do {
            let enrolment = try enrolment(at: client)
            let signer = try await signer(enrolment)
            let result = try await firstCall(enrolment) { () async throws(PhoneFailure) in
                try await body(client, signer)
            }
            try await http.shutdown()
            return result
        } catch {
            try await http.shutdown()
            throw error
        }
    }
}
