import ArgumentParser
import Foundation
import StrictJSON
import Tokens

/// The wallet whose phones these are.
struct WalletOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The wallet's id at the broker.", valueName: "id"))
    var wallet = "demo-wallet"
    @Option(help: ArgumentHelp("The wallet's private key, a JWK (P-256).", valueName: "file"))
    var walletKey: String

    /// - Throws: `.file`.
    func key() throws(LoadFailure) -> SigningKey {
        guard let text = try? String(contentsOfFile: walletKey, encoding: .utf8) else {
            throw .file(walletKey, reason: "cannot be read")
        }
        guard let jwk = try? JSONValue(parsing: text), let key = try? SigningKey(privateJWK: jwk)
        else { throw .file(walletKey, reason: "is not a private key (JWK)") }
        return key
    }
}
