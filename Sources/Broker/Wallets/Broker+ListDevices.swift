package import LoginFlow
package import Places
package import SessionStore
import StrictJSON
import Tokens

/// A phone that may decide for a person, as they see it.
package struct DeviceEntry: Sendable {
    package let kid: String
    /// Model and system as the wallet named them when it vouched for the key; `nil` where it did not
    /// say, or not so that it can be shown.
    package let model: String?
    package let system: String?
    package let enrolledAt: Moment
    /// `nil` before the first decision.
    package let lastUse: DeviceUse?
    /// Where it was used; `nil` where there is no such portal any more, too.
    package let relyingParty: RelyingParty?
    /// Where the screen was that asked.
    package let place: Place?
}

extension Broker {
    /// The phones that may decide for a person, for a phone of theirs.
    package func devices(
        _ assertion: String, address: String
    ) async throws(BrokerRefusal) -> [DeviceEntry] {
        let statement = try await verify(assertion, acts: [.devices], address: address)
        return try await once { () async throws(StoreFailure) in
            try await store.devices(of: statement.person, by: statement.used)
        }.map(entry)
    }

    /// The same for an operator.
    package func devices(of name: PersonName) async throws(StoreFailure) -> [DeviceEntry] {
        try await store.devices(of: key(of: name).person).map(entry)
    }

    /// An operator ends a device key.
    ///
    /// - Returns: whether there was one.
    package func revokeDevice(
        _ kid: String, of name: PersonName
    ) async throws(StoreFailure) -> Bool {
        let key = UsedStatement.DeviceKey(person: key(of: name).person, kid: kid)
        guard case .done(let isRevoked) = try await store.revoke(key) else { return false }
        return isRevoked
    }

    private func entry(_ kept: KeptDevice) -> DeviceEntry {
        let use = opened(kept.lastUse, of: kept.device).flatMap(DeviceUse.init(json:))
        let named = kept.words.last.flatMap {
            unseal($0, .enrolment, for: kept.device.person.bytes)
        }.flatMap { $0["statement"]?.string }.flatMap { try? CompactJWS(parsing: $0) }?
        .unverifiedPayload["device"]
        return DeviceEntry(
            kid: kept.device.kid, model: showable(named?["model"]),
            system: showable(named?["os"]), enrolledAt: kept.enrolledAt, lastUse: use,
            relyingParty: use.flatMap { parties.known($0.clientID) },
            place: (use?.requester?.address).flatMap(places))
    }

    private func showable(_ value: JSONValue?) -> String? {
        guard let text = value?.string, !text.isEmpty,
            PlainText.isShowable(text, limit: StatementLimit.deviceText)
        else { return nil }
        return text
    }
}
