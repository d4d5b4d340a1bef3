/// What is said of a portrait that a person brings for a document.
package enum PortraitVerdict: Sendable, Hashable {
    case accepted
    /// By every rule it breaks, in words that guide the person.
    case refused(reasons: [String])
    /// Nobody could judge it now.
    case unavailable
}
