import ArgumentParser

/// For whom the person acts.
struct OrganisationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The organisation acted for.", valueName: "org"))
    var actingFor: String?
    @Option(help: ArgumentHelp("Its name.", valueName: "name")) var organisationName: String?
    @Option(help: ArgumentHelp("The person's role in it.", valueName: "role"))
    var organisationRole: String?
    @Flag(help: "The person acts for themself.") var forSelf = false

    mutating func validate() throws {
        if forSelf, actingFor != nil {
            throw ValidationError("Only one of --for-self and --acting-for can be wanted.")
        }
        if actingFor == nil, organisationName != nil || organisationRole != nil {
            throw ValidationError("--organisation-… options need --acting-for ORG.")
        }
    }

    /// `nil` when nothing was said.
    var whom: ActingFor? {
        if forSelf { return .themself }
        return actingFor.map {
            .organisation(id: $0, name: organisationName, role: organisationRole)
        }
    }
}
