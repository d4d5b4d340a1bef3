/// What the sign-in of a browser is worth for one request.
enum SignOnVerdict: Sendable, Equatable {
    /// Nothing: a scan with everything the policy asks.
    case scan
    /// A scan that asks only what is missing, of the same person.
    case stepUp(satisfied: [String])
    /// It answers, once the person at the browser has agreed to the scopes.
    case consent
    /// It answers.
    case answer
}
