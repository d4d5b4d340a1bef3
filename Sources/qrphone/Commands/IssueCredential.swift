import ArgumentParser
import Foundation
import Terminal

extension IssueFailure: ExpressibleByArgument {}

/// `qrphone credentials issue`: what a wallet does with a document, its chip, a face and a phone
/// number, or what it says when one of them fails.
struct IssueCredential: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue", abstract: "Issue a credential to this device.")

    @Option(help: ArgumentHelp("The kind of document.", valueName: "type"))
    var type = CredentialDetails.usualType
    @Option(help: ArgumentHelp("Its id; otherwise a new one.", valueName: "id")) var id: String?
    @Option(help: ArgumentHelp("What people call it.", valueName: "title")) var title: String?
    @Option(help: ArgumentHelp("The end of its validity (RFC 3339).", valueName: "time"))
    var expires: Moment?
    @Option(help: ArgumentHelp("Its portrait picture.", valueName: "file")) var portrait: String?
    @Option(
        help: ArgumentHelp("Fail at nfc, document, face or phone.", valueName: "step"))
    var failAt: IssueFailure?
    @OptionGroup var mine: CredentialsOfDevice

    mutating func validate() throws {
        let lengths = [(type, 64), (id ?? "x", 128)]
        guard lengths.allSatisfy({ (1...$0.1).contains($0.0.count) }) else {
            throw ValidationError("A type has up to 64 characters, an id up to 128.")
        }
    }

    func run() throws {
        if let failAt {
            QRPhone.complain(failAt.text(in: mine.language))
            throw ExitCode(ProgramExit.endedOtherwise)
        }
        let credential = try credential()
        try mine.store.keep(credential, for: mine.speaker)
        mine.tell(.issued, credential)
    }

    /// The portrait stays in its file, which must be one now and later.
    func credential() throws(PhoneFailure) -> Credential {
        if let portrait { _ = try Photo(file: portrait) }
        return Credential(
            id: id ?? "vc_" + Statement.newID(), title: title,
            details: CredentialDetails(type: type, expiresAt: expires?.text),
            portrait: portrait.map { URL(filePath: $0).path })
    }
}
