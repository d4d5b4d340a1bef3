import ArgumentParser
import Foundation

extension CredentialDetails.Kind: ExpressibleByArgument {}
extension CredentialDetails.Status: ExpressibleByArgument {}

/// A moment on the command line, as the wire writes it (RFC 3339).
struct Moment: ExpressibleByArgument, Equatable {
    let text: String

    init?(argument: String) {
        guard (try? Date(argument, strategy: .iso8601)) != nil else { return nil }
        text = argument
    }
}

/// Which credential the person shows, and what it is.
struct CredentialOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("The credential to use.", valueName: "id"))
    var credential: String?
    @Option(help: ArgumentHelp("Whose it is: own or delegated.", valueName: "kind"))
    var credentialKind: CredentialDetails.Kind?
    @Option(help: ArgumentHelp("The kind of document.", valueName: "type"))
    var credentialType: String?
    @Option(help: ArgumentHelp("valid, revoked or expired.", valueName: "status"))
    var credentialStatus: CredentialDetails.Status?
    @Option(help: ArgumentHelp("The end of its validity (RFC 3339).", valueName: "time"))
    var credentialExpires: Moment?
    @Option(
        help: ArgumentHelp(
            "The credentials to choose from (JSON list); otherwise those of this device.",
            valueName: "file"))
    var credentials: String?

    mutating func validate() throws {
        if credential == nil, saysDetails {
            throw ValidationError("--credential-… options need --credential ID.")
        }
    }

    private var saysDetails: Bool {
        credentialKind != nil || credentialType != nil || credentialStatus != nil
            || credentialExpires != nil
    }

    /// The credentials the person may choose from.
    func known(
        in store: CredentialStore, of speaker: Speaker
    ) throws(PhoneFailure) -> [Credential] {
        guard let credentials else { return try store.list(of: speaker) }
        return try CredentialStore.list(inFile: credentials)
    }

    /// The credential that was named, with what is known about it; options outdo lists. One that
    /// is on no list has details only where an option gives some.
    func chosen(among known: [Credential]) -> Credential? {
        guard let credential else { return nil }
        var chosen = known.first { $0.id == credential } ?? Credential(id: credential)
        if saysDetails {
            var details = chosen.details ?? CredentialDetails()
            details.kind = credentialKind ?? details.kind
            details.type = credentialType ?? details.type
            details.status = credentialStatus ?? details.status
            details.expiresAt = credentialExpires?.text ?? details.expiresAt
            chosen.details = details
        }
        return chosen
    }
}
