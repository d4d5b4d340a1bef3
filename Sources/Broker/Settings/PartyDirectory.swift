import NIOConcurrencyHelpers
import SessionStore

/// The portals by id: those of the configuration, and those registered while the broker runs, without
/// those that are switched off.
package final class PartyDirectory: Sendable {
    private let configured: [String: RelyingParty]
    private struct Registered {
        var byID: [String: RelyingParty] = [:]
        var version: Int64 = 0
    }

    private let registered = NIOLockedValueBox(Registered())

    private let board: SwitchBoard

    init(configured: [String: RelyingParty], _ board: SwitchBoard) {
        self.configured = configured
        self.board = board
    }

    /// - Returns: `nil` for one that is switched off, as for one that never was.
    package subscript(id: String) -> RelyingParty? { isOff(id) ? nil : known(id) }

    /// The portal, switched off or not: for what tells of it, to people and to its own pages that
    /// wait, and for what ends. Nothing begins with it, and nothing is given out.
    package func known(_ id: String) -> RelyingParty? {
        configured[id] ?? registered.withLockedValue { $0.byID[id] }
    }

    func isOff(_ id: String) -> Bool { board.isOff(.portal(id)) }

    /// Switched off or not: whose names and origins are known here.
    package var all: [RelyingParty] {
        configured.values + registered.withLockedValue { Array($0.byID.values) }
    }

    /// Whether the configuration speaks for this id, so that no registration can.
    func isConfigured(_ id: String) -> Bool { configured[id] != nil }

    /// Whether registrations have changed since they were taken up.
    func isOlder(than version: Int64) -> Bool {
        registered.withLockedValue { $0.version != version }
    }

    func replaceRegistered(_ parties: [RelyingParty], version: Int64) {
        let byID = Dictionary(parties.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        registered.withLockedValue { $0 = Registered(byID: byID, version: version) }
    }

    /// Whether a portal that redeems from its pages has registered this origin.
    package func isRegisteredByPublicClient(origin: String) -> Bool {
        all.contains { $0.isPublic && $0.origins.contains(origin) }
    }

    /// Whether any portal has registered this origin.
    package func isRegistered(origin: String) -> Bool {
        all.contains { $0.origins.contains(origin) }
    }
}
