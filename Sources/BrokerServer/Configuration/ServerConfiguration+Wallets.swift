import Broker
import StrictJSON
import Tokens
import Yams

/// Names, terms and wallets.
extension ServerConfiguration {
    /// One text for all languages, or a mapping by language tag.
    static func readNames(
        _ section: ConfigurationSection, _ key: String, fallback: String,
        called source: String = "its id", _ meaning: String
    ) -> LocalizedText {
        section.record(key, "text, or text by language", source, meaning)
        guard let node = section.node(key) else { return LocalizedText(fallback) }
        if let text = node.scalar?.string { return LocalizedText(text) }
        let texts = (node.mapping ?? [:]).compactMap { tag, text -> (String, String)? in
            guard let tag = tag.string, let text = text.scalar?.string else { return nil }
            return (tag, text)
        }
        guard let names = LocalizedText(texts.map { (tag: $0.0, text: $0.1) }),
            texts.count == node.mapping?.count
        else {
            section.complain("must be a text, or texts by language tag", at: key)
            return LocalizedText(fallback)
        }
        return names
    }

    static func readTerms(_ section: ConfigurationSection) -> [String: Terms] {
        var all: [String: Terms] = [:]
        for (id, entry) in section.entries("terms") {
            let version = entry.requiredText("version", "a new one is asked for anew")
            let title = readNames(entry, "title", fallback: id, "what the phone calls them")
            let url = entry.requiredText("url", "where they can be read")
            entry.finish()
            all[id] = Terms(version: version, title: title, url: url)
        }
        return all
    }

    static func readWallets(
        _ section: ConfigurationSection, _ files: ConfigurationFiles
    ) -> [Wallet] {
        var seen: Set<String> = []
        return section.list("wallets").map { entry in
            let id = entry.requiredText("id", "`iss` of the wallet's statements")
            if !seen.insert(id).inserted { entry.complain("stands twice", at: "id") }
            let name = readNames(entry, "name", fallback: id, "what pages and phones call it")
            let keys = readKeys(entry, "jwks_file", files, "public keys that sign statements")
            let signs = entry.flag(
                "wallet_signed_decisions", true, "off: only enrolled device keys may decide")
            let attests = readAttests(entry)
            let link = entry.text("deep_link", nil, "opens the app; {payload} stands for the code")
            checkLink(link, entry)
            var wallet = Wallet(
                id: id, name: name, keys: keys ?? KeySet(), signsDecisions: signs,
                attests: attests, deepLink: link)
            readProfile(entry, &wallet)
            entry.finish()
            return wallet
        }
    }

    /// What people are shown of a wallet.
    private static func readProfile(_ entry: ConfigurationSection, _ wallet: inout Wallet) {
        wallet.logoURI = readLogo(entry)
        entry.record("guide", "text, or text by language", "none", "which app to open, and where")
        if entry.node("guide") != nil {
            wallet.guide = readNames(entry, "guide", fallback: "", "")
        }
        wallet.holdsCredentials = entry.flag(
            "holds_credentials", false, "a person has several credentials to choose from")
        var seen: Set<String> = []
        wallet.apps = entry.list("apps").map { app in
            let id = app.requiredText("id", "of an app inside which the wallet is reached")
            if !seen.insert(id).inserted { app.complain("stands twice", at: "id") }
            let name = readNames(app, "name", fallback: id, "what pages call it")
            let link = app.text("deep_link", nil, "opens the wallet inside this app; {payload}")
            checkLink(link, app)
            let logo = readLogo(app)
            app.finish()
            return Wallet.HostApp(id: id, name: name, logoURI: logo, deepLink: link)
        }
    }

    private static func checkLink(_ link: String?, _ entry: ConfigurationSection) {
        if let link, !link.contains("{payload}") {
            entry.complain("must contain {payload}", at: "deep_link")
        }
    }

    /// Pages may show pictures of the broker's own only, or of a server that nobody reads on the way.
    private static func readLogo(_ entry: ConfigurationSection) -> String? {
        let logo = entry.text("logo_uri", nil, "a path at this broker, or an https address")
        if let logo, !logo.hasPrefix("/") || logo.hasPrefix("//"), !logo.hasPrefix("https://") {
            entry.complain("must begin with a single / or https://", at: "logo_uri")
        }
        return logo
    }

    private static func readAttests(
        _ entry: ConfigurationSection
    ) -> Set<Wallet.Attestation> {
        let all = Wallet.Attestation.allCases.map(\.rawValue).joined(separator: ", ")
        let names = entry.texts("attests", [], "results it may vouch for: \(all)") ?? []
        return Set(
            names.compactMap { name in
                let kind = Wallet.Attestation(rawValue: name)
                if kind == nil { entry.complain("must be some of \(all)", at: "attests") }
                return kind
            })
    }

    /// The public keys of a JWKS file.
    static func readKeys(
        _ entry: ConfigurationSection, _ key: String, _ files: ConfigurationFiles,
        _ meaning: String
    ) -> KeySet? {
        guard let file = entry.text(key, nil, meaning) else {
            entry.complain("is required", at: key)
            return nil
        }
        guard let bytes = files.contents(file) else {
            entry.complain("cannot be read", at: key)
            return nil
        }
        do {
            let keys = try KeySet(jwks: try JSONValue(parsing: bytes))
            if keys.isEmpty { entry.complain("holds no key", at: key) }
            return keys
        } catch {
            entry.complain("is not a JWKS of EC P-256, Ed25519 or RSA keys", at: key)
            return nil
        }
    }
}
