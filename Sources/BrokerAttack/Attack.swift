/// One attack of the catalogue, played from outside as somebody who wishes the deployment ill.
package protocol Attack: Sendable {
    var card: AttackCard { get }

    /// Plays it.
    ///
    /// - Parameter finding: takes what is seen as it is seen, so that it counts even when
    ///   something ends the attack half way.
    /// - Throws: what kept it from being played on; a refusal by the broker is a finding.
    func play(_ stage: AttackStage, _ finding: inout Finding) async throws
}

/// What a report says of an attack before it was played.
package struct AttackCard: Sendable, Equatable {
    /// Its number in the catalogue, 1 to 44.
    package let number: Int
    package let title: String
    /// What it would prove missing: the protections of the guide's list, and the flaws F1 to F6.
    package let against: String
    /// The section of the guides that describes the protection: `Page.md#heading`.
    package let link: String

    init(_ number: Int, _ title: String, against: String, link: String) {
        self.number = number
        self.title = title
        self.against = against
        self.link = link
    }
}
