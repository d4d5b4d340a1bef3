import ArgumentParser

/// The portal whose logins these are.
struct PortalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The portal's client id.", valueName: "id")) var client: String?
    @Option(help: ArgumentHelp("Where it wants people back, as registered.", valueName: "uri"))
    var redirectUri: String?
    @Option(help: ArgumentHelp("Its secret; a public client has none.", valueName: "file"))
    var secretFile: String?
    @Option(help: ArgumentHelp("What it asks for.", valueName: "names")) var scope = "openid"
}
