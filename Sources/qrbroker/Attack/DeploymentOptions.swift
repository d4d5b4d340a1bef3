import ArgumentParser
import BrokerAttack
import Foundation
import StrictJSON
import Tokens

/// Which deployment, and as whom it is attacked.
struct DeploymentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where the deployment listens.", valueName: "url")) var url: String
    @Option(help: ArgumentHelp("A portal's client id.", valueName: "id")) var client: String
    @Option(help: ArgumentHelp("Where it wants people back, as registered.", valueName: "uri"))
    var redirectURI: String
    @Option(help: ArgumentHelp("Its secret; a public client has none.", valueName: "file"))
    var secretFile: String?
    @Option(help: ArgumentHelp("What it asks for.", valueName: "names")) var scope = "openid"
    @Option(help: ArgumentHelp("Another portal, for codes in the wrong hands.", valueName: "id"))
    var otherClient: String?
    @Option(help: ArgumentHelp("Its redirect URI.", valueName: "uri"))
    var otherRedirectURI: String?
    @Option(help: ArgumentHelp("Its secret, if it has one.", valueName: "file"))
    var otherSecretFile: String?
    @Option(help: ArgumentHelp("The wallet's id.", valueName: "id")) var wallet = "demo-wallet"
    @Option(help: ArgumentHelp("The wallet's private key, a JWK (P-256).", valueName: "file"))
    var walletKey: String
    @Option(help: ArgumentHelp("Another wallet, for mix-ups.", valueName: "id"))
    var otherWallet: String?
    @Option(help: ArgumentHelp("Its private key.", valueName: "file")) var otherWalletKey: String?
    @Flag(help: "The deployment trusts this machine's X-Forwarded-For.") var trustedProxy = false

    /// - Throws: `Failure` for a file that is not there.
    func plan() throws -> AttackPlan {
        var plan = AttackPlan(
            client: try Self.client(client, redirectURI, secretFile, scope),
            wallet: try Self.wallet(wallet, walletKey))
        plan.isTrustedProxy = trustedProxy
        if let otherClient, let otherRedirectURI {
            plan.otherClient = try Self.client(
                otherClient, otherRedirectURI, otherSecretFile, scope)
        }
        if let otherWallet, let otherWalletKey {
            plan.otherWallet = try Self.wallet(otherWallet, otherWalletKey)
        }
        return plan
    }

    private static func client(
        _ id: String, _ redirectURI: String, _ secretFile: String?, _ scope: String
    ) throws -> AttackPlan.Client {
        let secret = try secretFile.map {
            try text($0).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return AttackPlan.Client(
            id: id, redirectURI: redirectURI, secret: secret, scope: scope)
    }

    private static func wallet(_ id: String, _ path: String) throws -> AttackPlan.Wallet {
        guard let jwk = try? JSONValue(parsing: try text(path)),
            let key = try? SigningKey(privateJWK: jwk)
        else { throw Failure("\(path) is not a private key (JWK)") }
        return AttackPlan.Wallet(id: id, key: key)
    }

    private static func text(_ path: String) throws -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw Failure("\(path) cannot be read")
        }
    }
}

/// What only somebody on the deployment's machine has.
struct InsideOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The deployment's database, to be searched.", valueName: "file"))
    var database: String?
    @Option(help: ArgumentHelp("Its log, to be searched.", valueName: "file"))
    var log: String?
    @Option(
        help: ArgumentHelp(
            "The qrbroker program, for attacks that kill or edit: they start one of their own.",
            valueName: "file"))
    var binary: String?

    var files: AttackPlan.Inside {
        AttackPlan.Inside(database: database, log: log, binary: binary)
    }
}
