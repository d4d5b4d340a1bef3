import StrictJSON
import Tokens

/// One wallet speaks for another.
struct WalletMixUp: Attack {
    let card = AttackCard(
        32, "Wallet mix-up", against: "INV-2, protections 4, 22", link: "Attacks.md#statements")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "A wallet names itself as another, decides another's login, and shares a name.")
        guard let other = stage.plan.otherWallet else {
            throw AttackFailure.needs("--other-wallet and --other-wallet-key")
        }
        let page = try await stage.browser().start()
        let payload = try await page.currentPayload()
        let honest = stage.phone()
        // The other wallet's key under this wallet's name, with this wallet's key id and its own.
        let claims = honest.claims("scan", ["qr": .string(payload)])
        let own = try await stage.attackerPhone(1).post(
            honest.sign(claims, by: other.key), to: "scan")
        finding.check(own.status == 401, "its key under another's name: \(own.brief)")
        let borrowed = Forgery.compact(
            ["alg": "ES256", "kid": .string(stage.plan.wallet.key.kid), "typ": "qrlogin+jwt"],
            claims
        ) { (try? other.key.signature(for: $0)) ?? [] }
        let named = try await stage.attackerPhone(2).post(borrowed, to: "scan")
        finding.check(named.status == 401, "its signature under another's key id: \(named.brief)")

        var scanner = honest
        try await scanner.scan(page)
        var mixed = AttackPhone(stage: stage, wallet: other, source: stage.source(3))
        (mixed.person, mixed.device) = (honest.person, honest.device)
        mixed.scanned = scanner.scanned
        let decided = try await mixed.send("confirm", try await scanner.confirmation(page))
        finding.check(!decided.isSuccess, "it confirms what another scanned: \(decided.brief)")
        let status = try await page.status()
        finding.check(status == "scanned", "the page reads \(status)")
        try await names(stage, honest, mixed, &finding)
    }

    /// The same name in two wallets is two people.
    private func names(
        _ stage: AttackStage, _ one: AttackPhone, _ other: AttackPhone, _ finding: inout Finding
    ) async throws {
        var (first, second) = (one, other)
        (first.scanned, second.scanned) = (.null, .null)
        let page = try await stage.browser(5).start()
        let scanned = try await second.scan(try await page.currentPayload())
        guard scanned.isSuccess else {
            return finding.check(
                scanned.refuses(403, "wallet_not_allowed"),
                "a wallet this portal does not take: \(scanned.brief)")
        }
        let mine = try await ConsentFatigue.subject(of: first, at: stage)
        second.scanned = .null
        let theirs = try await ConsentFatigue.subject(of: second, at: stage)
        finding.check(mine != theirs, "the same name in two wallets is two people at the portal")
    }
}
