import LoginFlow

/// How sure the broker is of a person, as `acr` tells portals.
package enum AssuranceLevel {
    /// 1: a wallet's word; 2: a device key or the wallet's PIN; 3: a face check passed.
    static func of(methods: [String]) -> Int {
        if methods.contains("face") { return 3 }
        return methods.isEmpty ? 1 : 2
    }

    /// The best that a login under this policy can come to.
    static func highest(of policy: Policy) -> Int {
        policy.asksFace || policy.stepUp.contains(.face) ? 3 : 2
    }

    package static func name(_ level: Int) -> String { "urn:qrbroker:acr:\(level)" }
}
