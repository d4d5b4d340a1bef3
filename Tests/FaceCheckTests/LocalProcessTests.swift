import FaceCheck
import Foundation
import LoginFlow
import StrictJSON
import Testing

@Suite("The worker's process", .timeLimit(.minutes(10))) struct LocalProcessTests {
    private let pass = FaceProgress.recognised(template: ScriptedWorker.template)

    @Test func itKnowsNothingOfTheBroker() async throws {
        // Stands for everything that the broker's environment may hold.
        try #require(ProcessInfo.processInfo.environment["HOME"] != nil)
        try await LocalStage.with { stage in
            _ = await stage.submit(1, "pass")
            let life = try #require(stage.worker.lives.first)
            let known = life["environment"]?.array?.compactMap(\.string) ?? []
            #expect(known.contains("PATH"))
            #expect(!known.contains("HOME"))
            #expect(life["descriptors"] == [0, 1, 2])
            #expect(life["group"] == life["pid"])
            #expect(life["blocked"]?.string.flatMap { UInt64($0, radix: 16) } == 0)
            #expect(life["ignored"] == 0)
        }
    }

    @Test func itEndsWithTheBrokerAndSoDoesWhatItHasStarted() async throws {
        var processes: [Int64] = []
        try await LocalStage.with(.withChild) { stage in
            _ = await stage.submit(1, "pass")
            let life = try #require(stage.worker.lives.first)
            processes = [life["pid"], life["child"]].compactMap { $0?.integer }
            #expect(processes.allSatisfy(ScriptedWorker.isAlive))
        }
        #expect(processes.count == 2)
        #expect(!processes.contains(where: ScriptedWorker.isAlive))
    }

    @Test func itEndsWithTheBrokerInTheMiddleOfACheck() async throws {
        let worker = try await withoutVerdict { stage in
            await stage.clock.sleeping(.seconds(20))
        }
        #expect(worker.count == 1)
        #expect(!worker.contains(where: ScriptedWorker.isAlive))
    }

    /// Ends the provider while a check hangs; it must not become a verdict.
    private func withoutVerdict(
        _ body: (LocalStage) async -> Void
    ) async throws -> [Int64] {
        var processes: [Int64] = []
        var provider: LocalFaceProvider?
        try await LocalStage.with { stage in
            provider = stage.provider
            async let progress = stage.submit(1, "hang")
            await body(stage)
            processes = stage.worker.lives.compactMap { $0["pid"]?.integer }
            await stage.clock.end(.seconds(8))
            #expect(await progress == .notYet)
        }
        #expect(await provider?.poll(at: LocalStage.now).isEmpty == true)
        return processes
    }

    @Test func onceWorkersCannotStartChecksAreTurnedAwayAtOnce() async throws {
        try await LocalStage.with(.leaves) { stage in
            async let waiting = stage.submit(1, "pass")
            await stage.clock.sleeping(.seconds(8))
            await stage.clock.sleeping(.seconds(1))
            #expect(stage.provider.queueLength == 1, "once may be bad luck")
            await stage.clock.end(.seconds(1))
            #expect(await waiting == .verdict(.error))
            #expect(await stage.submit(2, "pass") == .verdict(.error))
            #expect(stage.events.count(.workerReady) == 0)
        }
    }

    @Test func onceAWorkerStartsAgainChecksAreTakenAgain() async throws {
        try await LocalStage.with(.leaves) { stage in
            await stage.clock.end(.seconds(1))
            await stage.clock.sleeping(.seconds(2))
            #expect(await stage.submit(1, "pass") == .verdict(.error))
            try stage.worker.mend()
            await stage.clock.end(.seconds(2))
            await stage.events.happened(.workerReady)
            #expect(await stage.submit(2, "pass") == pass)
        }
    }

    @Test func aProgramThatIsNotThereIsTriedAgainAndAgain() async throws {
        try await LocalStage.with(.prompt, { $0.command = ["/nowhere/worker"] }) { stage in
            for pause in [1, 2, 4, 8, 16, 32, 60, 60] {
                await stage.clock.end(.seconds(pause))
            }
            #expect(await stage.submit(1, "pass") == .verdict(.error))
        }
    }

    @Test func oneThatNeverGetsReadyIsEnded() async throws {
        try await LocalStage.with(.never) { stage in
            await stage.clock.end(.seconds(60))
            await stage.events.happened(.workerEnded)
            #expect(stage.worker.processes.isEmpty)
        }
    }

    @Test func aCheckWaitsForASlowStart() async throws {
        try await LocalStage.with(.late) { stage in
            async let progress = stage.submit(1, "pass")
            await stage.clock.sleeping(.seconds(8))
            #expect(stage.provider.queueLength == 1)
            try stage.worker.go()
            #expect(await progress == pass)
        }
    }
}
