import StrictJSON
import Terminal

/// Everything that is known about the login in the end, also after a failure.
struct Report {
    var scanned: Scanned?
    var standing: Standing?
    var problem: Problem?
    /// Warnings of the scan and of later answers, each once.
    var warnings: [String] = []
    /// The last of each that an answer brought: a driver reads them when the login has gone on.
    private(set) var face: JSONValue?
    private(set) var receipt: JSONValue?
    private(set) var returnTo: String?

    /// A scan that was refused and then taken, after an enrolment, has no problem any more.
    mutating func note(_ scanned: Scanned) {
        self.scanned = scanned
        problem = nil
        note(scanned.standing)
        addWarnings(scanned.warnings)
    }

    mutating func note(_ standing: Standing) {
        self.standing = standing
        face = standing.face?.document ?? face
        receipt = standing.receipt?.document ?? receipt
        returnTo = standing.returnTo ?? returnTo
        addWarnings(standing.warnings)
    }

    private mutating func addWarnings(_ new: [String]) {
        for warning in new where !warnings.contains(warning) { warnings.append(warning) }
    }

    /// One JSON object for the program that asked with `--json`; members that are not known are
    /// left out.
    var json: JSONValue {
        var members = JSONObject()
        members.append("session_id", scanned?.sessionID)
        members.append("status", standing?.status)
        members.append("hint", standing?.hint)
        members.append("version", standing?.version)
        members.append("tries_left", standing?.triesLeft)
        members.append("reason", standing?.reason)
        members.append("face", face)
        members.append("receipt", receipt)
        members.append("return_to", returnTo)
        if let problem {
            var document = problem.document
            document["act"] = .string(problem.act.rawValue)
            members.append("problem", .object(document))
        }
        for member in request.members { members.append(member.key, member.value) }
        members.append("warnings", .array(warnings.map(JSONValue.string)))
        return .object(members)
    }

    /// Who asks and for what.
    private var request: JSONObject {
        var members = JSONObject()
        guard let scanned else { return members }
        members.append("purpose", scanned.purpose)
        members.append("binding_message", scanned.bindingMessage)
        members.append("same_device", .bool(scanned.isSameDevice))
        members.append("verification", scanned.verification)
        members.append("relying_party", scanned.relyingParty)
        members.append("context", scanned.context)
        members.append("asks", scanned.asks)
        return members
    }

    /// Whether a login that stands like this is what the decision was about.
    ///
    /// A face check left open on purpose (skipped, or failed fewer times than it may be) counts as
    /// what was asked for; so does anything but an ending after a scan that was not to decide.
    func exitStatus(after decision: Decision) -> ProgramExit {
        guard let standing else { return .endedOtherwise }
        switch decision {
        case .deny: return standing.status == "denied" ? .asAsked : .endedOtherwise
        case .confirm, .leave:
            let isGood = !standing.isOver || ["approved", "redeemed"].contains(standing.status)
            return isGood ? .asAsked : .endedOtherwise
        }
    }
}
