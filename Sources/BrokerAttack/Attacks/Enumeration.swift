import StrictJSON
import Tokens

/// Refusals are compared for what they tell apart.
struct Enumeration: Attack {
    let card = AttackCard(
        36, "Enumeration by text or timing", against: "protection 13", link: "Attacks.md#limits")

    private static let rounds = 80

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "Unknown, foreign and ended logins side by side; \(Self.rounds) timings of each.")
        let mine = try await stage.browser(0).start()
        let foreign = try await stage.browser(1).start()
        let ended = try await stage.browser(2).start()
        _ = try await ended.cancel()
        let unknown = SystemRandom.text()
        func read(_ id: String, _ suffix: String = "") async throws(AttackFailure) -> WebAnswer {
            try await stage.wire.send(
                .get("/v1/sessions/\(id)\(suffix)", [("Authorization", "Bearer \(mine.token)")]),
                from: mine.source)
        }
        for suffix in ["", "/qr", "/page"] {
            let shape = try await read(unknown, suffix).shape
            for (name, id) in [("foreign", foreign.id), ("ended", ended.id), ("malformed", "x")] {
                let same = try await read(id, suffix).shape == shape
                finding.check(same, "a \(name) login reads like an unknown one at \(suffix)")
            }
        }
        try await statements(stage, &finding)
        var pairs: [(known: Double, unknown: Double)] = []
        for round in 0..<Self.rounds {
            // In turns, so that being first is nobody's habit.
            let ids = round % 2 == 0 ? [foreign.id, unknown] : [unknown, foreign.id]
            let times = [
                try await read(ids[0]).milliseconds, try await read(ids[1]).milliseconds,
            ]
            pairs.append(round % 2 == 0 ? (times[0], times[1]) : (times[1], times[0]))
        }
        judge(pairs, &finding)
    }

    /// A machine that is busy slows both kinds alike, so pairs are compared, not times: to be told
    /// apart one kind must nearly always be the slower one, and by half at least.
    private func judge(_ pairs: [(known: Double, unknown: Double)], _ finding: inout Finding) {
        let slower = Double(pairs.count { $0.known > $0.unknown }) / Double(pairs.count)
        let medians = [pairs.map(\.known), pairs.map(\.unknown)].map(Self.median)
        let ratio = (medians.max() ?? 1) / max(medians.min() ?? 1, 0.05)
        let isTold = abs(slower - 0.5) > 0.35 && ratio > 1.5
        finding.check(
            !isTold,
            "a known one is the slower in \(Int(slower * 100)) of 100, medians differ by a factor of "
                + "\((ratio * 100).rounded() / 100)")
    }

    /// A phone learns nothing of a login that it has not scanned, and one text says all of a
    /// statement that is wrong.
    private func statements(_ stage: AttackStage, _ finding: inout Finding) async throws {
        let real = try await stage.browser(3).start()
        let phone = stage.phone(4)
        var shapes: Set<String> = []
        for id in [real.id, SystemRandom.text()] {
            let answer = try await phone.send("status", ["sid": .string(id)])
            shapes.insert(answer.shape)
        }
        finding.check(
            shapes.count == 1,
            "a phone asks for another's login and for none: \(shapes.count) answer")
        shapes = []
        var stranger = phone
        for wallet in [stage.plan.wallet.id, "no-such-wallet"] {
            var claims = stranger.claims("status", ["sid": .string(real.id)])
            claims["iss"] = .string(wallet)
            stranger.deviceKey = .newES256()
            shapes.insert(try await stranger.post(stranger.sign(claims), to: "status").shape)
        }
        finding.check(
            shapes.count == 1,
            "a wrong key of a known and of an unknown wallet: \(shapes.count) answer")
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}
