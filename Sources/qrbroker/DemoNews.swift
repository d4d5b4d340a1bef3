import Demo
import StrictJSON

/// What the demo says once everything runs.
enum DemoNews {
    static func json(_ folder: DemoFolder) -> String {
        let ports = folder.ports
        let wallets = folder.walletIDs
        var keys = JSONObject()
        for wallet in wallets { keys.append(wallet, folder.walletKeyFile(of: wallet)) }
        let members: JSONObject = [
            "event": "ready", "issuer": .string(ports.issuer), "portal": .string(ports.portalURL),
            "wallet": .string(ports.walletURL), "management": .string(ports.managementURL),
            "wallet_key": .string(folder.walletKeyFile(of: wallets.first ?? "")),
            "wallets": .array(wallets.map(JSONValue.string)), "wallet_keys": .object(keys),
            "face_provider": .string(ports.faceURL), "template": .string(folder.template.name),
        ]
        return JSONValue.object(members).serializedText() + "\n"
    }

    static func text(_ folder: DemoFolder) -> String {
        let ports = folder.ports
        let wallet = folder.walletIDs.first ?? ""
        return """

            Everything is running. Open the portal, choose a way to log in, and scan the code:

              portal   \(ports.portalURL)
            \(phones(folder))
              broker   \(ports.issuer)
              probes   \(ports.managementURL)/metrics\(faces(folder))

            From a terminal, with a screenshot of the page:

              \(qrphone) screenshot.png --wallet \(wallet) --wallet-key \(folder.walletKeyFile(of: wallet)) \\
                --person zhang-wei --claims \(folder.path)/zhang-wei.claims.json

            Press Ctrl-C to stop. The demo's files are in \(folder.path).

            """
    }

    /// Phones are sent there only where somebody else judges faces.
    private static func faces(_ folder: DemoFolder) -> String {
        guard folder.faces == .remote else { return "" }
        let address = folder.ports.faceURL
        return "\n  faces    \(address)   (a company that checks faces: phones open it)"
    }

    /// As it can be typed here: where this program was called by a path, the other is beside it.
    private static var qrphone: String {
        let called = CommandLine.arguments.first ?? ""
        guard let slash = called.lastIndex(of: "/") else { return "qrphone" }
        return called[...slash] + "qrphone"
    }

    /// One line for each wallet; the first needs no name.
    private static func phones(_ folder: DemoFolder) -> String {
        folder.walletIDs.enumerated().map { index, wallet in
            let query = index == 0 ? "" : "/?wallet=\(wallet)"
            let note = index == 0 ? "   (a wallet in a browser: open it in a second window)" : ""
            return "  phone    \(folder.ports.walletURL)\(query)\(note)"
        }.joined(separator: "\n")
    }
}
