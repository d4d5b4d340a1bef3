import FaceCheck
import Foundation
import StrictJSON
import Testing

@Suite("Portraits for a document", .timeLimit(.minutes(10))) struct LocalPortraitTests {
    private let template = [UInt8](repeating: 9, count: 512)

    private func judge(_ stage: LocalStage, _ picture: String) async -> PortraitVerdict {
        await stage.provider.judgePortrait(Array(picture.utf8), template: template)
    }

    @Test func theRulesAndTheFaceOfTheCheckGoToTheWorker() async throws {
        try await LocalStage.with { stage in
            #expect(
                await judge(stage, #"say {"id":ID,"verdict":"pass","score":0.6}"#) == .accepted)
            let question = try #require(stage.worker.questions.first)
            #expect(question["do"] == "portrait")
            #expect(
                question["rules"] == [
                    "formats": ["jpeg"], "min_bytes": 20480, "max_bytes": 2_097_152,
                    "min_width": 300, "min_height": 420,
                ])
            let sent = question["template"]?.string.flatMap { Data(base64Encoded: $0) }
            #expect(sent.map { Array($0) } == template)
        }
    }

    @Test func aRefusalNamesEveryRule() async throws {
        try await LocalStage.with { stage in
            #expect(
                await judge(stage, "refuse too_small busy_background")
                    == .refused(reasons: ["too_small", "busy_background"]))
        }
    }

    @Test(arguments: [
        "refuse", #"say {"id":ID,"verdict":"fail","reasons":["Not a word!"]}"#,
        #"say {"id":ID,"verdict":"fail","reasons":[1]}"#, #"say {"id":ID,"verdict":"fail"}"#, "die",
    ])
    func nonsenseIsNoJudgement(_ words: String) async throws {
        try await LocalStage.with { stage in
            async let verdict = judge(stage, words)
            await stage.clock.end(.seconds(1))
            #expect(await verdict == .unavailable)
        }
    }

    @Test func aWorkerThatCannotJudgeSaysSo() async throws {
        try await LocalStage.with { stage in
            #expect(await judge(stage, "error") == .unavailable)
        }
    }

    @Test func nobodyWorksForAnAskerWhoHasGone() async throws {
        try await LocalStage.with(.late) { stage in
            async let verdict = judge(stage, "refuse too_small")
            await stage.clock.end(.seconds(40))
            #expect(await verdict == .unavailable)
            #expect(stage.provider.queueLength == 0)
        }
    }

    @Test func aFullQueueTurnsPortraitsAway() async throws {
        try await LocalStage.with(.late, { $0.queue = 1 }) { stage in
            async let first = stage.submit(1, "pass")
            await stage.clock.sleeping(.seconds(8))
            #expect(await judge(stage, "refuse too_small") == .unavailable)
            try stage.worker.go()
            _ = await first
        }
    }
}
