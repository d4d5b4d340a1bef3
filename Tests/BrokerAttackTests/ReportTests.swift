import Foundation
import StrictJSON
import Testing

@testable import BrokerAttack

@Suite struct ReportTests {
    private func report(_ findings: [Finding]) -> AttackReport {
        var report = AttackReport(
            url: "http://127.0.0.1:1", issuer: "https://login.example",
            startedAt: Date(timeIntervalSince1970: 0))
        for (index, finding) in findings.enumerated() {
            let card = AttackCard(
                index + 1, "Attack <\(index)>", against: "F1", link: "Attacks.md#the-code")
            report.entries.append(.init(card: card, finding: finding, seconds: 0.25))
        }
        return report
    }

    private var held: Finding {
        var finding = Finding()
        finding.check(true, "404")
        return finding
    }

    private var broken: Finding {
        var finding = held
        finding.check(false, "<script>alert(1)</script>")
        return finding
    }

    private func ended(_ verdict: Finding.Verdict, after finding: Finding) -> Finding {
        var finding = finding
        finding.end(verdict)
        return finding
    }

    @Test func whatWasSeenBeforeAnObstacleStillCounts() {
        let obstacle = Finding.Verdict.interrupted("the line went dead")
        #expect(ended(obstacle, after: broken).verdict == .broken)
        #expect(ended(obstacle, after: held).verdict == obstacle)
        #expect(held.verdict == .held)
        #expect(Finding().verdict == .interrupted("nothing was seen"))
    }

    @Test func whatIsSeenAgainAndAgainIsCounted() {
        var finding = Finding()
        for holds in [true, true, true, false, false, true] { finding.check(holds, "404") }
        #expect(finding.observations.map(\.times) == [3, 2, 1])
        #expect(finding.observations.map(\.isBreach) == [false, true, false])
        #expect(finding.observations[1].fullText == "404 (2 times)")
    }

    @Test func aSuccessAndAnInterruptionAreNoCleanEnd() {
        #expect(!report([held, ended(.notTried("x"), after: Finding())]).isBroken)
        #expect(!report([held, ended(.notTried("x"), after: Finding())]).isIncomplete)
        #expect(report([held, broken]).isBroken)
        #expect(report([ended(.interrupted("x"), after: held)]).isIncomplete)
    }

    @Test func nothingThatWasSeenBecomesMarkup() {
        let html = report([broken]).html(guides: "https://guides.example/\"><script>")
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(html.contains("Attack &lt;0&gt;"))
        #expect(html.contains("An attack succeeded"))
        #expect(html.contains("prefers-color-scheme:dark"))
    }

    @Test func programsReadTheSame() throws {
        let document = report([held, broken, ended(.notTried("needs a"), after: Finding())]).json
        #expect(document["counts"] == ["held": 1, "broken": 1, "not_tried": 1, "interrupted": 0])
        let attacks = try #require(document["attacks"]?.array)
        #expect(attacks.map { $0["verdict"] } == ["held", "broken", "not tried"])
        #expect(attacks[1]["happened"]?.array?.map { $0["breach"] } == [false, true])
        #expect(attacks[2]["reason"] == "needs a")
        #expect(attacks[0]["documentation"] == "Attacks.md#the-code")
    }

    @Test func whatAVerdictDoesNotMeanStandsInEveryReport() throws {
        var finding = held
        finding.limit("only <shown>")
        let report = report([finding, held])
        #expect(report.text.components(separatedBy: "only <shown>").count == 2)
        #expect(report.html(guides: "").contains("<p class=\"caveat\">only &lt;shown&gt;</p>"))
        let attacks = try #require(report.json["attacks"]?.array)
        #expect(attacks.map { $0["caveat"] } == ["only <shown>", nil])
    }

    @Test func aTerminalShowsWhatBroke() {
        let text = report([held, broken]).text
        #expect(text.contains(" 1  held "))
        #expect(text.contains(" 2  BROKEN "))
        #expect(text.contains("! <script>alert(1)</script>"))
        #expect(!text.contains("! 404"))
        #expect(text.contains("1 held, 1 broken, 0 not tried, 0 interrupted"))
    }
}
