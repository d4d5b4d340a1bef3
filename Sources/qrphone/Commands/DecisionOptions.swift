import ArgumentParser
import StrictJSON

extension DenyReason: ExpressibleByArgument, CustomStringConvertible {
    var description: String { rawValue }
}

extension ScriptedPerson.FaceScript: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}

/// What the person decides, said beforehand.
struct DecisionOptions: ParsableArguments {
    @Flag(help: "Confirm the login.") var approve = false
    @Option(
        defaultAsFlag: .notMe, parsing: .next,
        help: ArgumentHelp("Say no: not_me or changed_mind.", valueName: "reason"))
    var deny: DenyReason?
    @Flag(help: "Scan and stop.") var scanOnly = false

    @Option(help: ArgumentHelp("The number on the page.", valueName: "NN")) var number: String?
    @Option(help: ArgumentHelp("The credential to use.", valueName: "id")) var credential: String?
    @Flag(help: "The PIN was entered and is right.") var pin = false
    @Option(help: ArgumentHelp("Scopes to grant; otherwise all.", valueName: "a,b"))
    var scopes: String?
    @Flag(help: "Accept the terms that are asked for.") var acceptTerms = false
    @Option(help: ArgumentHelp("Attributes of the person (JSON object).", valueName: "file"))
    var claims: String?
    @Option(help: ArgumentHelp("The organisation acted for.", valueName: "org"))
    var actingFor: String?

    @Option(help: "pass, fail, fail:<reason>, error, timeout or skip.")
    var face: ScriptedPerson.FaceScript?
    @Option(help: ArgumentHelp("Send the face result at most N times.", valueName: "N"))
    var faceTimes: Int?

    mutating func validate() throws {
        let said = [approve, deny != nil, scanOnly].filter { $0 }.count
        if said > 1 {
            throw ValidationError("Only one of --approve, --deny and --scan-only can be wanted.")
        }
        if let faceTimes, faceTimes < 1 {
            throw ValidationError("--face-times is a whole number from 1.")
        }
        if said == 0, face != nil || faceTimes != nil {
            throw ValidationError("--face needs --approve.")
        }
    }

    /// `nil` when the questions are to be asked.
    var wish: ScriptedPerson.Wish? {
        if approve { return .approve }
        if scanOnly { return .scanOnly }
        return deny.map { .deny($0) }
    }

    /// What the options say about the confirmation, without scopes and terms.
    func confirmation() throws(PhoneFailure) -> ConfirmDetails {
        var confirmation = ConfirmDetails()
        confirmation.number = number
        confirmation.credential = credential
        confirmation.enteredPIN = pin
        confirmation.actingFor = actingFor
        if let claims {
            guard let object = try InputFile.readJSON(claims).object else {
                throw .file(claims, reason: "is not a JSON object")
            }
            confirmation.claims = object
        }
        return confirmation
    }

    var grantedScopes: [String]? {
        scopes.map { $0.split(separator: ",").map(String.init) }
    }

    func scriptedPerson(_ wish: ScriptedPerson.Wish) throws(PhoneFailure) -> ScriptedPerson {
        var script = face ?? ScriptedPerson.FaceScript()
        script.times = faceTimes
        return ScriptedPerson(
            wish: wish, confirmation: try confirmation(), scopes: grantedScopes,
            acceptsTerms: acceptTerms, faceScript: script)
    }
}
