import FaceCheck
import LoginFlow
import Testing

@Suite("What the service finds", .timeLimit(.minutes(10))) struct RemoteOutcomeTests {
    private static let outcomes: [(String, FaceVerdict)] = [
        (RemoteStage.report("pass", #","attack":false,"score":0.93"#), .pass),
        (RemoteStage.report("fail", #","reason":"no_face""#), .fail(.noFace)),
        (RemoteStage.report("fail", #","reason":"too shy""#), .fail(.mismatch)),
        (RemoteStage.report("fail"), .fail(.mismatch)),
        (RemoteStage.report("fail", #","reason":"provider_error""#), .error),
        (RemoteStage.report("expired"), .fail(.timeout)),
        (RemoteStage.report("error"), .error),
        (RemoteStage.report("pass", #","attack":true"#), .fail(.notLive)),
        (RemoteStage.report("not_yet", #","attack":true"#), .fail(.notLive)),
        (RemoteStage.report("error", #","attack":true"#), .fail(.notLive)),
    ]

    @Test("Asked, it says how the check ended", arguments: outcomes)
    func asked(_ text: String, _ verdict: FaceVerdict) async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.signed(text))
            #expect(await stage.asked() == [.verdict(verdict)])
            #expect(stage.service.calls.last?.subject == "GET /face/orders/o-1")
        }
    }

    @Test("It says so by itself", arguments: outcomes)
    func called(_ text: String, _ verdict: FaceVerdict) async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.never)
            #expect(stage.callBack(text) == .taken(reference: "check-1"))
            #expect(await stage.known == [.verdict(verdict)])
        }
    }

    @Test func itIsAskedAtIntervalsUntilItHasDecided() async throws {
        try await RemoteStage.with { stage in
            await stage.begun(
                .signed(RemoteStage.report("not_yet")), .signed(RemoteStage.report("pass")))
            #expect(await stage.asked(after: 1).isEmpty)
            #expect(stage.service.calls.count == 1)
            #expect(await stage.asked(after: 2).isEmpty)
            #expect(await stage.asked(after: 3).isEmpty)
            #expect(stage.service.calls.count == 2)
            #expect(await stage.asked(after: 4) == [.verdict(.pass)])
            #expect(await stage.asked(after: 6) == [.verdict(.pass)])
            #expect(stage.service.calls.count == 3)
            await stage.provider.settle(RemoteStage.order())
            #expect(await stage.asked(after: 8).isEmpty)
            #expect(stage.service.calls.count == 3)
            #expect(stage.events.count(.pass) == 1)
        }
    }

    @Test(
        "What is no verdict changes nothing, and the next one counts",
        arguments: [
            ScriptedProvider.Answer.unsigned(500, ""), .unsigned(200, RemoteStage.report("pass")),
            .forged(RemoteStage.report("pass"), by: .init(secret: "another secret")),
            .forged(RemoteStage.report("pass"), by: .init(subject: "404")),
            .forged(RemoteStage.report("pass"), by: .init(body: RemoteStage.report("fail"))),
            .forged(
                RemoteStage.report("pass"), by: .init(time: RemoteStage.now.seconds - 301)),
            .signed(RemoteStage.report("pass"), status: 404),
            .signed(RemoteStage.report("pass", reference: "check-2")),
            .signed(RemoteStage.report("pass", order: "o-2")),
            .signed(RemoteStage.report("perhaps")), .signed("garbage"), .signed(""),
            .signed(RemoteStage.report("pass", #","attack":"no""#)),
            .signed(RemoteStage.report("pass", #","state":"pass""#)),
            .signed(
                RemoteStage.report(
                    "pass", #","pad":""# + String(repeating: "x", count: 65_536) + #"""#)),
        ])
    func noVerdict(_ answer: ScriptedProvider.Answer) async throws {
        try await RemoteStage.with { stage in
            await stage.begun(answer, .signed(RemoteStage.report("fail")))
            #expect(await stage.asked().isEmpty)
            #expect(await stage.asked(after: 4) == [.verdict(.fail(.mismatch))])
        }
    }

    @Test func aPassOfAnotherOrderIsNobodysPass() async throws {
        try await RemoteStage.with { stage in
            await stage.begun(
                .signed(RemoteStage.report("pass", order: "o-2", reference: "check-2")))
            let two = RemoteStage.page.replacing("o-1", with: "o-2")
                .replacing("check-1", with: "check-2")
            stage.service.answers { _ in .signed(two, status: 201) }
            _ = await stage.begin(2)
            stage.service.answers { call in
                call.subject.hasSuffix("o-1")
                    ? .signed(RemoteStage.report("pass", order: "o-2", reference: "check-2"))
                    : .signed(RemoteStage.report("not_yet", order: "o-2", reference: "check-2"))
            }
            #expect(await stage.asked().isEmpty)
            #expect(stage.service.calls.count == 4)
        }
    }

    @Test func aServiceThatHangsIsAskedAgain() async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.never, .signed(RemoteStage.report("pass")))
            async let first = stage.asked()
            await stage.service.called(2)
            await stage.clock.end(.seconds(5))
            #expect(await first.isEmpty)
            #expect(await stage.asked(after: 4) == [.verdict(.pass)])
        }
    }

    @Test func anOrderThatNobodyDecidesIsForgotten() async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.signed(RemoteStage.report("not_yet")))
            #expect(await stage.asked(after: 159).isEmpty)
            #expect(stage.service.calls.count == 2)
            #expect(await stage.asked(after: 160).isEmpty)
            #expect(stage.service.calls.count == 2)
            #expect(stage.callBack(RemoteStage.report("pass")) == .unknown)
        }
    }
}
