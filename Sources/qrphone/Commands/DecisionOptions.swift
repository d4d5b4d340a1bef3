import ArgumentParser
import StrictJSON
import Terminal

extension DenyReason: ExpressibleByArgument, CustomStringConvertible {
    var description: String { rawValue }
}

/// What the person decides, said beforehand.
struct DecisionOptions: ParsableArguments {
    @Flag(help: "Confirm the login.") var approve = false
    @Option(
        defaultAsFlag: .notMe, parsing: .next,
        help: ArgumentHelp("Say no: not_me, changed_mind or level_declined.", valueName: "reason"))
    var deny: DenyReason?
    @Flag(help: "Scan and stop.") var scanOnly = false

    @Option(help: ArgumentHelp("The number on the page.", valueName: "NN")) var number: String?
    @Flag(help: "The PIN was entered and is right.") var pin = false
    @Option(help: ArgumentHelp("Scopes to grant; otherwise all.", valueName: "a,b"))
    var scopes: String?
    @Flag(help: "Accept the terms that are asked for.") var acceptTerms = false
    @Flag(
        inversion: .prefixedNo,
        help: "Whether to go on where a higher level is needed first; no ends the login.")
    var verify: Bool?
    @Option(help: ArgumentHelp("Attributes of the person (JSON object).", valueName: "file"))
    var claims: String?
    @OptionGroup var credential: CredentialOptions
    @OptionGroup var organisation: OrganisationOptions
    @OptionGroup var faces: FaceOptions

    mutating func validate() throws {
        let said = [approve, deny != nil, scanOnly].filter { $0 }.count
        if said > 1 {
            throw ValidationError("Only one of --approve, --deny and --scan-only can be wanted.")
        }
        if said == 0, faces.isScripted { throw ValidationError("--face needs --approve.") }
    }

    /// `nil` when the questions are to be asked.
    var wish: ScriptedPerson.Wish? {
        if approve { return .approve }
        if scanOnly { return .scanOnly }
        return deny.map { .deny($0) }
    }

    var grantedScopes: [String]? {
        scopes.map { $0.split(separator: ",").map(String.init) }
    }

    /// What the options say about the confirmation, without scopes and terms.
    ///
    /// - Parameter known: the credentials of the person.
    func confirmation(among known: [Credential]) throws(PhoneFailure) -> ConfirmDetails {
        ConfirmDetails(
            number: number, credential: credential.chosen(among: known), enteredPIN: pin,
            actingFor: organisation.whom, claims: try readClaims(),
            portrait: try faces.portraitPhoto())
    }

    private func readClaims() throws(PhoneFailure) -> JSONObject? {
        guard let claims else { return nil }
        guard let object = try InputFile.readJSON(claims).object else {
            throw .file(claims, reason: "is not a JSON object")
        }
        return object
    }

    func scriptedPerson(
        _ wish: ScriptedPerson.Wish, with known: [Credential]
    ) throws(PhoneFailure) -> ScriptedPerson {
        ScriptedPerson(
            wish: wish, confirmation: try confirmation(among: known), scopes: grantedScopes,
            acceptsTerms: acceptTerms, verifies: verify ?? true, faceScript: try faces.script())
    }

    func personAtTerminal(
        _ language: Language, with known: [Credential]
    ) throws(PhoneFailure) -> PersonAtTerminal {
        var details = try confirmation(among: known)
        details.scopes = grantedScopes
        return PersonAtTerminal(
            known: details, verifies: verify, credentials: known, photos: try faces.photos(),
            language: language, ask: Screen.ask)
    }
}
