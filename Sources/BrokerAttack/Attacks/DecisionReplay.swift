import StrictJSON

/// A decision that a person made is used for another login, or altered.
struct DecisionReplay: Attack {
    let card = AttackCard(
        25, "A decision is replayed on another login, and its bits are flipped",
        against: "protections 4, 11", link: "Attacks.md#statements")

    private static let flips = 36

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "One person's yes, sent for another login, and with \(Self.flips) single bits turned.")
        let first = try await stage.browser(0).start()
        let second = try await stage.browser(1).start()
        var phone = stage.phone()
        try await phone.scan(first)
        let members = try await phone.confirmation(first)
        let statement = phone.statement("confirm", members)
        for index in 0..<Self.flips {
            let altered = Forgery.flipped(
                statement, part: index % 3, byte: index * 7 + 3, bit: index)
            let sender = stage.attackerPhone(2 + index)
            let answer = try await sender.post(altered, to: "confirm")
            finding.check(
                [400, 401].contains(answer.status), "a bit of part \(index % 3): \(answer.brief)")
        }
        var other = phone
        other.scanned = .null
        try await other.scan(second)
        var crossed = members
        crossed["sid"] = .string(other.sessionID)
        let wrong = try await other.send("confirm", crossed)
        finding.check(!wrong.isSuccess, "the challenge of the first for the second: \(wrong.brief)")
        let status = try await second.status()
        finding.check(status == "scanned", "the second login is \(status)")

        let confirmed = try await phone.post(statement, to: "confirm")
        finding.check(confirmed.isSuccess, "the yes where it belongs: \(confirmed.brief)")
        let replayed = try await phone.post(statement, to: "confirm")
        finding.check(
            replayed.refuses(409, "replayed_assertion"), "the same again: \(replayed.brief)")
    }
}
