import Broker
import Foundation
import LoginFlow
import Secrets
import Tokens
import Yams

/// The portals.
extension ServerConfiguration {
    static func readRelyingParties(
        _ section: ConfigurationSection, _ files: ConfigurationFiles,
        _ policies: [String: Policy], _ wallets: [Wallet]
    ) -> [RelyingParty] {
        var seen: Set<String> = []
        return section.list("relying_parties").map { entry in
            let party = readRelyingParty(entry, files, policies, wallets)
            if !seen.insert(party.id).inserted { entry.complain("stands twice", at: "id") }
            entry.finish()
            return party
        }
    }

    private static func readRelyingParty(
        _ entry: ConfigurationSection, _ files: ConfigurationFiles,
        _ policies: [String: Policy], _ wallets: [Wallet]
    ) -> RelyingParty {
        let id = entry.requiredText("id", "client_id")
        let chosen = readWalletNames(entry, wallets)
        let subjects = entry.choice(
            "subject_type", "public", ["public", "pairwise"],
            "pairwise: this portal knows people by subjects of its own")
        let domain = entry.requiredText("domain", "shown on the phone beside the name")
        let algorithm = entry.choice(
            "id_token_alg", "ES256", ["ES256", "RS256"], "signature of ID tokens")
        var party = RelyingParty(
            id: id, name: readNames(entry, "name", fallback: id, "shown on page and phone"),
            domain: domain,
            logoURI: entry.text("logo_uri", nil, "picture shown beside the name"),
            redirectURIs: readRedirectURIs(entry), origins: readOrigins(entry),
            authentication: readAuthentication(entry, files), scopes: readScopes(entry),
            sector: subjects == "pairwise" ? domain : nil,
            idTokenAlgorithm: SignatureAlgorithm(rawValue: algorithm) ?? .es256,
            wallets: chosen.map(\.id), policies: readPurposes(entry, policies, chosen))
        readOpenIDConnect(entry, &party)
        if party.redirectURIs.isEmpty && party.grantTypes.contains(.authorizationCode) {
            entry.complain(
                "needs at least one address, or grants without authorization_code",
                at: "redirect_uris")
        }
        return party
    }

    private static func readWalletNames(
        _ entry: ConfigurationSection, _ wallets: [Wallet]
    ) -> [Wallet] {
        let names = entry.texts("wallets", nil, "wallets people may use here") ?? wallets.map(\.id)
        if names.isEmpty { entry.complain("needs at least one wallet", at: "wallets") }
        return names.compactMap { name in
            let wallet = wallets.first { $0.id == name }
            if wallet == nil { entry.complain("unknown wallet \(name)", at: "wallets") }
            return wallet
        }
    }

    private static func readRedirectURIs(_ entry: ConfigurationSection) -> [String] {
        let uris = entry.texts("redirect_uris", nil, "compared to the letter") ?? []
        if !uris.allSatisfy({ PortalAddress.isRedirectURI($0) }) {
            entry.complain("must be an absolute address without fragment", at: "redirect_uris")
        }
        return uris
    }

    private static func readOrigins(_ entry: ConfigurationSection) -> [String] {
        let origins = entry.texts("origins", [], "pages that may call the session routes") ?? []
        for origin in origins {
            if URL(string: origin).flatMap({ Self.origin(of: $0) }) != origin {
                entry.complain(
                    "must be scheme://host[:port] as browsers write it, in small letters and "
                        + "without default port", at: "origins")
            }
        }
        return origins
    }

    private static func readAuthentication(
        _ entry: ConfigurationSection, _ files: ConfigurationFiles
    ) -> RelyingParty.Authentication {
        let isPublic = entry.flag("public", false, "cannot keep a secret; uses PKCE alone")
        let secretFile = entry.text("secret_file", nil, "file with the client secret")
        let jwksFile = entry.text("jwks_file", nil, "public keys of a private_key_jwt client")
        switch (isPublic, secretFile, jwksFile) {
        case (true, nil, nil): return .none
        case (false, let file?, nil):
            let text = files.contents(file).flatMap { String(validating: $0, as: UTF8.self) }
            let secret = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
            if secret.utf8.count < 16 {
                entry.complain("must hold a secret of 16 bytes or more", at: "secret_file")
            }
            return .secret(Digest(sha256: Array(secret.utf8)))
        case (false, nil, .some):
            return .keys(
                readKeys(entry, "jwks_file", files, "public keys of a private_key_jwt client")
                    ?? KeySet())
        default:
            entry.complain("needs exactly one of public, secret_file, jwks_file", at: "public")
            return .none
        }
    }

    private static func readScopes(_ entry: ConfigurationSection) -> [RelyingParty.Scope] {
        entry.record(
            "scopes", "list of name, or { name, required, title }", "[openid]",
            "what the portal may ask for")
        return (entry.nodes("scopes") ?? [Node("openid")]).enumerated().compactMap { index, node in
            if let name = node.scalar?.string {
                return RelyingParty.Scope(
                    name: name, isRequired: false, title: LocalizedText(name))
            }
            let scope = ConfigurationSection(
                entry.reader, node: node, path: "\(entry.path("scopes")).\(index)",
                pattern: "relying_parties[].scopes[]")
            let name = scope.requiredText("name", "the scope")
            let isRequired = scope.flag("required", false, "cannot be left out by the person")
            let title = readNames(
                scope, "title", fallback: name, called: "its name", "what the phone calls it")
            scope.finish()
            return RelyingParty.Scope(name: name, isRequired: isRequired, title: title)
        }
    }
}
