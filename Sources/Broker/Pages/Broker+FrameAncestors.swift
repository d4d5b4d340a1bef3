package import LoginFlow
package import Secrets
import SessionStore

extension Broker {
    /// The origins whose pages may show the page of this login in a frame; empty: nobody's.
    ///
    /// Nobody's, too, where the browser's own sign-in may answer at a press of a button, which must
    /// never be pressed unseen; and where the answer is posted by another page of ours, which is not
    /// framed, so that the login could not be finished there.
    package func frameAncestors(
        of id: SessionID, _ poll: PollToken
    ) async throws(BrokerRefusal) -> [String] {
        let request = try await owned(id, poll).session.request
        guard request.formerSignIn?.answersUntil == nil, request.responseMode == .query
        else { return [] }
        return parties[request.clientID]?.frameAncestors ?? []
    }
}
