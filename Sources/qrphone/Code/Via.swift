/// How a code came to the phone; the words of the wire contract.
enum Via: String, CaseIterable {
    case camera
    /// By a link that another app or a message opened, which anybody can send.
    case link
}
