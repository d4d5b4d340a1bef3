import StrictJSON

/// The two digits and the typed code are guessed.
struct GuessedNumbers: Attack {
    let card = AttackCard(
        23, "Numbers and typed codes are guessed", against: "protections 6, 10",
        link: "Attacks.md#who-asks-and-from-where")

    private static let letters = Array("BCDFGHJKLMNPQRSTVWXZ")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Sixty typed codes by one person; a wrong number, then the right one.")
        let guesser = stage.phone()
        var (tried, refusal) = (0, WebAnswer?.none)
        while refusal == nil, tried < 60 {
            let code = String((0..<8).map { _ in Self.letters.randomElement() ?? "B" })
            let answer = try await guesser.send("scan", ["user_code": .string(code)])
            finding.check(!answer.isSuccess, "a guessed code: \(answer.brief)")
            if answer.status == 429 { refusal = answer }
            tried += 1
        }
        finding.check(
            refusal != nil,
            "after \(tried) guesses the person was \(refusal?.brief ?? "never") stopped")

        let page = try await stage.browser().start()
        guard let typed = page.userCode else {
            return finding.note("typed codes are off: no number to guess without a risk")
        }
        var phone = stage.phone(2)
        phone.scanned = try await phone.send("scan", ["user_code": .string(typed)]).json
        let asks = phone.scanned["asks"]?["number"]?.bool == true
        finding.check(asks, "whoever types the code must give the number: \(asks)")
        guard asks, let number = try await page.matchNumber() else { return }
        var members = try await phone.confirmation(page)
        members["number"] = .string(number == "10" ? "11" : "10")
        let wrong = try await phone.send("confirm", members)
        finding.check(wrong.refuses(422, "wrong_number"), "a wrong number: \(wrong.brief)")
        members["number"] = .string(number)
        let second = try await phone.send("confirm", members)
        finding.check(!second.isSuccess, "the right one after it: \(second.brief)")
        let status = try await page.status()
        finding.check(status == "failed", "the page reads \(status)")
    }
}
