import Foundation
import StrictJSON

/// Plays attacks one after another.
package struct AttackRun: Sendable {
    private let stage: AttackStage
    private let attacks: [any Attack]
    private let url: String

    /// Looks who is there.
    ///
    /// - Parameter numbers: of the attacks to be played; `nil` for all.
    /// - Throws: `AttackFailure` when no broker answers.
    package init(
        url: String, target: AttackTarget, plan: AttackPlan, numbers: Set<Int>?
    ) async throws {
        let wire = try Wire(target: target)
        let answer = try await wire.send(.get("/.well-known/openid-configuration"))
        guard answer.status == 200, answer.json["issuer"]?.string != nil else {
            throw AttackFailure.refused("no broker there: discovery answered \(answer.brief)")
        }
        stage = AttackStage(
            wire: wire, plan: plan, metadata: answer.json,
            run: .random(in: 0..<250))
        attacks = Catalogue.all.filter { numbers?.contains($0.card.number) ?? true }
        self.url = url
    }

    /// Plays them all.
    ///
    /// - Parameter heard: told of each as soon as it is over.
    package func play(
        heard: (AttackCard, Finding) -> Void = { _, _ in }
    ) async -> AttackReport {
        var report = AttackReport(url: url, issuer: stage.issuer, startedAt: Date())
        for attack in attacks {
            let begun = ContinuousClock.now
            let finding = await played(attack)
            let seconds = (ContinuousClock.now - begun) / .seconds(1)
            report.entries.append(.init(card: attack.card, finding: finding, seconds: seconds))
            heard(attack.card, finding)
        }
        return report
    }

    private func played(_ attack: any Attack) async -> Finding {
        var finding = Finding()
        do {
            try await attack.play(stage.stage(of: attack.card.number), &finding)
        } catch let failure as AttackFailure {
            finding.end(failure.verdict)
        } catch {
            finding.end(.interrupted("\(error)"))
        }
        return finding
    }
}
