import LoginFlow

/// A level as `acr` tells portals.
package enum AssuranceLevel {
    package static func name(_ level: Int) -> String { "urn:qrbroker:acr:\(level)" }
}

extension Evidence {
    /// - Parameter method: a word of RFC 8176.
    init?(method: String) {
        switch method {
        case "swk": self = .deviceKey
        case "pin": self = .pin
        case "face": self = .face
        default: return nil
        }
    }

    static func of(methods: [String], hasCredential: Bool) -> Set<Evidence> {
        let evidence = Set(methods.compactMap(Evidence.init(method:)))
        return hasCredential ? evidence.union([.credential]) : evidence
    }
}
