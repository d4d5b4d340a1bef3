import Base64URL

/// Many codes are drawn and looked at for a rule that would tell the next one.
struct PredictCodes: Attack {
    let card = AttackCard(
        6, "Codes are predicted from many that were drawn", against: "F3, protection 1",
        link: "Attacks.md#the-code")

    /// 16 bytes as base64url.
    private static let shortest = 22

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        let count = stage.counts.codes
        finding.begin(
            "\(count) codes drawn; looked for repeats, short ones and bits that lean.")
        var pages: [LoginPage] = []
        while pages.count < count {
            let begun = pages.count
            pages += try await stage.parallel(min(16, count - begun)) { index in
                try await stage.browser((begun + index) / 50 % 20).start()
            }
        }
        let kinds: [(String, [String])] = [
            ("scan tokens", pages.map { $0.payloadParts.first ?? "" }),
            ("page secrets", pages.map(\.token)), ("session ids", pages.map(\.id)),
        ]
        for (name, texts) in kinds {
            finding.check(Set(texts).count == count, "\(name): \(Set(texts).count) different ones")
            let shortest = texts.map(\.count).min() ?? 0
            finding.check(shortest >= Self.shortest, "\(name): at least \(shortest) characters")
            let deviation = Self.worstDeviation(texts)
            finding.check(deviation < 6, "\(name): no bit leans by more than \(deviation) sigma")
        }
        let typed = pages.compactMap(\.userCode)
        finding.check(Set(typed).count == typed.count, "typed codes: \(typed.count), no two alike")
    }

    /// How far the most one-sided bit is from a fair coin, in tenths of standard deviations. Six
    /// would happen to a fair one once in 500 million bits.
    static func worstDeviation(_ texts: [String]) -> Double {
        let values = texts.compactMap { Base64URL.decode($0) }
        guard values.count == texts.count, let length = values.map(\.count).min(), length > 0 else {
            return .infinity
        }
        var worst = 0.0
        for bit in 0..<(length * 8) {
            let ones = values.count { $0[bit / 8] >> UInt8(bit % 8) & 1 == 1 }
            let half = Double(values.count) / 2
            worst = max(worst, abs(Double(ones) - half) / (Double(values.count).squareRoot() / 2))
        }
        return (worst * 10).rounded() / 10
    }
}
