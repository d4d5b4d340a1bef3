import Broker
import LoginFlow
import StrictJSON

extension TermsVersion {
    /// As a person reads them.
    func json(_ settings: BrokerSettings, _ locales: [String]) -> JSONValue {
        let known = settings.terms[id]
        return [
            "id": .string(id), "version": .string(version),
            "title": .string(known?.title.text(for: locales) ?? id),
            "url": .string(known?.url ?? ""),
        ]
    }
}

extension TermsReceipt {
    /// What the phone keeps.
    func json(_ settings: BrokerSettings, _ locales: [String]) -> JSONValue {
        [
            "terms": .array(terms.map { $0.json(settings, locales) }),
            "accepted_at": .string(acceptedAt.rfc3339),
        ]
    }
}
