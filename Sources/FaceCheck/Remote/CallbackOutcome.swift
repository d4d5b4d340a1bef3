/// What became of a message in which a remote provider says that it has decided.
package enum CallbackOutcome: Sendable, Hashable {
    /// Good; a repeated or late one, too, which changes nothing. Names the check.
    case taken(reference: String)
    /// Nothing of that name is under way here.
    case unknown
    /// Not signed by the provider, or not a message at all.
    case invalid
}
