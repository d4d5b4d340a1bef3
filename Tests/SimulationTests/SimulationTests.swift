import SeededGenerator
import Testing

/// The whole broker under faults, from seeds. `SIMULATION_SEEDS=1..5000` asks for others than the usual.
@Suite(.timeLimit(.minutes(60))) struct SimulationTests {
    /// Seeds of every run, and steps of each.
    private static let usual: ClosedRange<UInt64> = 1...240
    private static let steps = 90

    private static let seeds = Seeds.asked(by: "SIMULATION_SEEDS", usual: usual)

    @Test func everyPromiseHoldsAndEveryRarePathIsReached() async throws {
        let probes = try await withThrowingTaskGroup(of: Probes.self) { group in
            for worker in 0..<2 as Range<UInt64> {
                group.addTask { try await Self.run(Self.seeds.filter { $0 % 2 == worker }) }
            }
            return try await group.reduce(into: Probes()) { $0.add($1) }
        }
        if Self.seeds != Self.usual { print(probes.table) }
        guard Self.seeds.count >= Self.usual.count else { return }
        #expect(probes.missing == [])
    }

    private static func run(_ seeds: [UInt64]) async throws -> Probes {
        var probes = Probes()
        for seed in seeds {
            let world = try World(seed: seed)
            let wrong = await wrong(in: world)
            probes.add(world.probes)
            guard let wrong else { continue }
            let trace = world.trace.lines.joined(separator: "\n")
            Issue.record("seed \(seed): \(wrong)\n\(trace)\nscripts/simulate --seeds \(seed)")
        }
        return probes
    }

    private static func wrong(in world: World) async -> String? {
        do { return try await world.run(steps: steps) } catch { return "\(error)" }
    }

    /// Whatever fails can be looked at again.
    @Test(arguments: [1, 2, 3, 4] as [UInt64]) func aSeedGivesTheSameTraceAgain(seed: UInt64)
        async throws
    {
        let (first, second) = (try World(seed: seed), try World(seed: seed))
        _ = try await first.run(steps: Self.steps)
        _ = try await second.run(steps: Self.steps)
        #expect(first.trace.lines == second.trace.lines)
        #expect(first.trace.lines.count > Self.steps)
        let other = try World(seed: seed + 100)
        _ = try await other.run(steps: Self.steps)
        #expect(first.trace.digest != other.trace.digest)
    }
}
