import FaceCheck
import LoginFlow
import StrictJSON
import Testing

@Suite("Local workers that misbehave", .timeLimit(.minutes(10))) struct LocalTroubleTests {
    private let pass = FaceProgress.recognised(template: ScriptedWorker.template)

    @Test func aCheckOutlivesTheWorkerThatDiesOverIt() async throws {
        try await LocalStage.with { stage in
            async let progress = stage.submit(1, "die-once")
            await stage.clock.end(.seconds(1))
            #expect(await progress == pass)
            #expect(stage.worker.questions.compactMap { $0["life"]?.integer } == [0, 1])
            #expect(stage.events.count(.pass) == 1)
        }
    }

    @Test func aCheckThatEndsTwoWorkersEndsNoThird() async throws {
        try await LocalStage.with { stage in
            async let progress = stage.submit(1, "die")
            await stage.clock.end(.seconds(1))
            #expect(await progress == .verdict(.error))
            // The next person's check is judged all the same.
            async let next = stage.submit(2, "pass")
            await stage.clock.end(.seconds(2))
            #expect(await next == pass)
            #expect(stage.worker.questions.compactMap { $0["life"]?.integer } == [0, 1, 2])
        }
    }

    @Test func aWorkerThatHasDoneSomeWorkIsSoonReplaced() async throws {
        try await LocalStage.with { stage in
            async let broken = stage.submit(1, "die")
            await stage.clock.end(.seconds(1))
            await stage.clock.end(.seconds(2))
            _ = await broken
            #expect(await stage.submit(2, "pass") == pass)
            async let again = stage.submit(3, "die")
            await stage.clock.end(.seconds(1))
            _ = await again
        }
    }

    @Test func aWorkerThatHangsIsEndedAndTheCheckTriedOnceMore() async throws {
        try await LocalStage.with { stage in
            async let progress = stage.submit(1, "hang-once")
            await stage.clock.end(.seconds(20))
            await stage.clock.end(.seconds(1))
            #expect(await progress == pass)
            let first = try #require(stage.worker.lives.first?["pid"]?.integer)
            #expect(!ScriptedWorker.isAlive(first))
        }
    }

    @Test func aCheckThatHangsTwiceIsAnErrorAndUsesNoTry() async throws {
        try await LocalStage.with(.prompt, { $0.timeout = 7 }) { stage in
            async let progress = stage.submit(1, "hang")
            await stage.clock.end(.seconds(7))
            await stage.clock.end(.seconds(1))
            await stage.clock.end(.seconds(7))
            #expect(await progress == .verdict(.error))
        }
    }

    @Test(
        "Whoever talks nonsense is ended, and nothing it says counts",
        arguments: [
            "say nonsense", "say {}", "say [1]",
            #"say {"id":ID}"#, #"say {"id":ID,"verdict":"maybe"}"#,
            #"say {"id":0,"verdict":"pass","score":1,"template":"GOOD"}"#,
            #"say {"id":"ID","verdict":"pass","score":1,"template":"GOOD"}"#,
            #"say {"verdict":"pass","score":1,"template":"GOOD"}"#,
            #"say {"id":ID,"verdict":"pass","score":1}"#,
            #"say {"id":ID,"verdict":"pass","score":1,"template":"AAAA"}"#,
            #"say {"id":ID,"verdict":"pass","score":1,"template":"!"}"#,
            #"say {"id":ID,"verdict":"fail"}"#,
            #"say {"id":ID,"verdict":"fail","reason":"unlucky"}"#,
            #"say {"id":ID,"verdict":"fail","reason":"timeout"}"#,
            #"say {"id":ID,"verdict":"pass","verdict":"pass","template":"GOOD"}"#,
            #"say {"id":ID,"verdict":"pass","template":"GOOD","pictures":[4]}"#,
            #"say {"ready":true,"engine":"scripted","version":"2"}"#,
            "flood", "half",
        ])
    func nonsenseIsNoVerdict(_ words: String) async throws {
        try await LocalStage.with { stage in
            async let progress = stage.submit(1, words)
            await stage.clock.end(.seconds(1))
            #expect(await progress == .verdict(.error))
            await stage.clock.end(.seconds(2))
            #expect(await stage.submit(2, "pass") == pass)
            #expect(stage.events.count(.workerEnded) == 2)
        }
    }

    @Test func theFirstOfTwoAnswersCountsAndTheSecondEndsTheWorker() async throws {
        try await LocalStage.with { stage in
            #expect(await stage.submit(1, "twice") == .verdict(.fail(.mismatch)))
            await stage.clock.end(.seconds(1))
            #expect(await stage.submit(2, "pass") == pass)
            #expect(await stage.submit(1, "pass") == .verdict(.fail(.mismatch)))
        }
    }

    @Test func aWorkerThatTalksUnaskedIsReplacedBeforeItJudges() async throws {
        try await LocalStage.with(.talksUnasked) { stage in
            await stage.clock.end(.seconds(1))
            #expect(await stage.submit(1, "pass") == pass)
            #expect(stage.worker.questions.compactMap { $0["life"]?.integer } == [1])
        }
    }

    @Test func aFullQueueTurnsAwayAndKeepsWhatItHas() async throws {
        try await LocalStage.with(.late, { $0.queue = 2 }) { stage in
            async let first = stage.submit(1, "pass")
            await stage.clock.sleeping(.seconds(8), count: 1)
            async let second = stage.submit(2, "fail no_face")
            await stage.clock.sleeping(.seconds(8), count: 2)
            #expect(stage.provider.queueLength == 2)
            #expect(await stage.submit(3, "pass") == .overloaded)
            #expect(stage.events.count(.overloaded) == 1)
            #expect(await stage.provider.poll(at: LocalStage.now).isEmpty)
            try stage.worker.go()
            #expect(await first == pass)
            #expect(await second == .verdict(.fail(.noFace)))
        }
    }

    @Test func whoWaitsLongerThanAMinuteGetsAnError() async throws {
        try await LocalStage.with(.late) { stage in
            async let progress = stage.submit(1, "pass")
            await stage.clock.sleeping(.seconds(8))
            let soon = LocalStage.now + 59
            #expect(await stage.provider.poll(at: soon).isEmpty)
            let late = await stage.provider.poll(at: LocalStage.now + 60)
            #expect(late.map(\.progress) == [.verdict(.error)])
            #expect(await progress == .verdict(.error))
            #expect(stage.provider.queueLength == 0)
            try stage.worker.go()
            #expect(await stage.submit(2, "pass") == pass)
            #expect(stage.worker.questions.count == 1)
        }
    }
}
