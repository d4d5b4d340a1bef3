/// What is timed, in the order of a login. The names are those of reports and of `--fail-if`.
enum Step: String, CaseIterable, Codable {
    /// The page asks for a login session.
    case create
    /// The page fetches the frame that the phone will scan.
    case qr
    case scan
    case confirm
    case deny
    /// A face result.
    case face
    /// The portal redeems the code.
    case redeem
    /// From the scan, as it should have been sent, until the page shows it.
    case seen
    /// From the phone's decision, as it should have been sent, until the page has its answer: what
    /// a person waits for.
    case answer

    /// What it is, for people who read a report.
    var explanation: String {
        switch self {
        case .create: "page: create the login session"
        case .qr: "page: fetch the QR frame"
        case .scan: "phone: scan"
        case .confirm: "phone: confirm"
        case .deny: "phone: deny"
        case .face: "phone: face result"
        case .redeem: "portal: redeem the code"
        case .seen: "scan sent → the page shows it"
        case .answer: "decision sent → answer at the page"
        }
    }
}
