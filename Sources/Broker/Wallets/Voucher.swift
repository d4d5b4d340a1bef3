import LoginFlow

/// Who can vouch for what a decision says: its signer, or the wallet's own word beside it.
struct Voucher: Sendable {
    let statement: Statement
    let word: Attested?

    init(_ statement: Statement, _ word: Attested?) {
        self.statement = statement
        self.word = word
    }

    /// - Parameter isSaid: whether the wallet's own word says the very same.
    func vouches(for kind: Wallet.Attestation, byWord isSaid: Bool) -> Answers.Attested {
        let hasWord = word != nil && isSaid && statement.wallet.attests.contains(kind)
        return hasWord || statement.attests(kind) ? .attested : .unattested
    }
}
