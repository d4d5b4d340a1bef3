import NIOCore

/// More waits than anybody needs, and connections that never finish a request.
struct HeldPolls: Attack {
    let card = AttackCard(
        21, "Held polls until nothing is left, and slow readers", against: "protection 10",
        link: "Attacks.md#limits")

    private static let waits = 12
    private static let halfRequests = 100

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "\(Self.waits) waits for one login, and \(Self.halfRequests) requests that never end.")
        let page = try await stage.browser().start()
        let victim = try await stage.browser(2).start()
        let answered = try await stage.parallel(Self.waits) { _ in
            let begun = ContinuousClock.now
            let answer = try await page.read(after: 1, wait: 3)
            return (status: answer.status, seconds: (ContinuousClock.now - begun) / .seconds(1))
        }
        let held = answered.count { $0.seconds > 2.5 }
        finding.check(held <= 4, "\(held) of \(Self.waits) waits were held to their end")
        finding.check(
            answered.allSatisfy { $0.status == 204 }, "the others were let go without an error")

        let half = Array(
            "GET /v1/sessions/x HTTP/1.1\r\nHost: \(stage.wire.target.authority)\r\nX-A: ".utf8)
        let slow = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<Self.halfRequests {
                group.addTask {
                    let answer = try? await stage.wire.sendRaw(
                        half, from: stage.source(3 + index % 5), patience: .seconds(4))
                    return answer?.status ?? -1
                }
            }
            let read = try await victim.read()
            finding.check(
                read.isSuccess, "meanwhile a page is answered: \(read.brief)")
            var ended = 0
            for try await status in group where status >= 0 { ended += 1 }
            return ended
        }
        finding.note("\(slow) of the unfinished requests were ended within 4 s")
        let after = try await victim.read()
        finding.check(after.isSuccess, "afterwards too: \(after.brief)")
    }
}
