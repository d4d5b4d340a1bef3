import Crypto
import FaceCheck
import Logging
import LoginFlow
import StrictJSON
import Testing

@Suite("What a local worker finds", .timeLimit(.minutes(10))) struct LocalJudgementTests {
    @Test func aPassBringsTheTemplate() async throws {
        try await LocalStage.with { stage in
            #expect(await stage.submit(1, "pass") == .recognised(template: ScriptedWorker.template))
            #expect(stage.events.count(.pass) == 1)
        }
    }

    @Test(arguments: [
        FaceReason.noFace, .manyFaces, .tooDark, .blurred, .occluded, .mismatch, .notLive,
    ])
    func aFailTellsWhy(_ reason: FaceReason) async throws {
        try await LocalStage.with { stage in
            #expect(
                await stage.submit(1, "fail \(reason.rawValue)") == .verdict(.fail(reason)))
        }
    }

    @Test func aBadPortraitIsNotThePersonsFault() async throws {
        try await LocalStage.with { stage in
            #expect(await stage.submit(1, "error") == .verdict(.error))
            #expect(stage.worker.lives.count == 1)
        }
    }

    @Test func theWorkerGetsPortraitPicturesAndActionsAndNothingElse() async throws {
        try await LocalStage.with { stage in
            let large = "pass " + String(repeating: "x", count: 700_000)
            _ = await stage.submit(1, "first", "second", large)
            let question = try #require(stage.worker.questions.first?.object)
            let pictures = ["portrait", "first", "second", large]
            #expect(
                question["digests"]?.array?.compactMap(\.string)
                    == pictures.map { hex(SHA256.hash(data: Array($0.utf8))) })
            #expect(question["actions"] == ["turn_left", "blink"])
            #expect(question["reference"] == "picture")
            #expect(
                question.keys.sorted()
                    == ["actions", "digests", "do", "id", "life", "pictures", "reference"])
        }
    }

    private func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func oneOrderIsJudgedOnceHoweverOftenItIsBrought() async throws {
        try await LocalStage.with { stage in
            let first = await stage.submit(1, "pass")
            #expect(await stage.submit(1, "fail mismatch") == first)
            #expect(stage.worker.questions.count == 1)
        }
    }

    @Test func aVerdictIsNamedUntilItIsSettled() async throws {
        try await LocalStage.with { stage in
            _ = await stage.submit(1, "fail blurred")
            for _ in 0..<2 {
                let named = await stage.provider.poll(at: LocalStage.now)
                #expect(named.map(\.order) == [LocalStage.order(1)])
                #expect(named.map(\.progress) == [.verdict(.fail(.blurred))])
            }
            await stage.provider.settle(LocalStage.order(1))
            #expect(await stage.provider.poll(at: LocalStage.now).isEmpty)
        }
    }

    @Test func aPhoneThatWaitsTooLongHearsOfItLater() async throws {
        try await LocalStage.with(.late) { stage in
            async let progress = stage.submit(1, "pass")
            await stage.clock.end(.seconds(8))
            #expect(await progress == .notYet)
            #expect(await stage.provider.poll(at: LocalStage.now).isEmpty)
            try stage.worker.go()
            await stage.events.happened(.pass)
            let named = await stage.provider.poll(at: LocalStage.now)
            #expect(named.map(\.progress) == [.recognised(template: ScriptedWorker.template)])
        }
    }

    @Test func twoWorkersJudgeSideBySide() async throws {
        try await LocalStage.with(.prompt, { $0.workers = 2 }) { stage in
            await stage.events.happened(.workerReady, 2)
            async let stuck = stage.submit(1, "hang")
            await stage.clock.sleeping(.seconds(20))
            #expect(await stage.submit(2, "pass") == .recognised(template: ScriptedWorker.template))
            // The other one gets the stuck check, too.
            await stage.clock.end(.seconds(20))
            await stage.clock.end(.seconds(20))
            #expect(await stuck == .verdict(.error))
        }
    }

    @Test func onlyACaptureWithAPortraitIsLookedAt() {
        let provider = LocalFaceProvider(
            LocalFaceSettings(command: ["none"]), logger: .init(label: "test"))
        var evidence = LocalStage.evidence("one")
        #expect(provider.judgeAtOnce(evidence) == nil)
        evidence.portrait = nil
        #expect(provider.judgeAtOnce(evidence) == .wrongEvidence)
        evidence = LocalStage.evidence()
        #expect(provider.judgeAtOnce(evidence) == .wrongEvidence)
        evidence = LocalStage.evidence("one")
        evidence.report = .verdict(.pass)
        #expect(provider.judgeAtOnce(evidence) == .wrongEvidence)
        evidence = LocalStage.evidence("one")
        evidence.begins = true
        #expect(provider.judgeAtOnce(evidence) == .wrongEvidence)
        evidence = LocalStage.evidence()
        evidence.pictures = Array(repeating: [1], count: 16)
        #expect(provider.judgeAtOnce(evidence) == nil)
        evidence.pictures.append([1])
        #expect(provider.judgeAtOnce(evidence) == .wrongEvidence)
        #expect(provider.methods == ["capture"])
        #expect(provider.needsPortrait)
    }
}
