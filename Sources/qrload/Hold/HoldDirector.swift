import Foundation
import NIOCore

/// Leads through holding: makes the polls, holds them, wakes some, looks at the server between.
struct HoldDirector {
    private let plan: HoldPlan
    private let options: HoldCommand
    private let meter: HoldMeter

    /// Connections besides those of the polls and of what wakes them: the makers of sessions.
    private static let spare = 16

    /// - Throws: `.usage`, `.file`.
    init(_ options: HoldCommand) throws(LoadFailure) {
        plan = try HoldPlan(options)
        meter = HoldMeter(pids: options.pid)
        self.options = options
    }

    func run(on loop: any EventLoop) async throws -> HoldReport {
        try FileLimit.allow(
            connections: plan.count + options.publishers + Self.spare,
            fewerBy: "a lower --count or --publishers")
        let run = try await makeRun(on: loop)
        var report = try await establish(run, loop)
        try await wakeOneByOne(run, loop, &report)
        try await wakeInBurst(run, loop, &report)
        report.close(losses: try await loop.submit { run.value.losses }.get())
        report.generatorCPUSeconds = ProcessUsage.of([getpid()])?.cpuSeconds ?? 0
        try await loop.submit { run.value.close() }.get()
        return report
    }

    private func makeRun(on loop: any EventLoop) async throws -> NIOLoopBound<HoldRun> {
        let targets = try await plan.targets(on: loop)
        return try await loop.submit {
            try NIOLoopBound(
                HoldRun(
                    loop: loop, endpoint: plan.endpoint, publishTo: plan.publishTo,
                    targets: targets, publishers: options.publishers,
                    patience: options.patience.amount),
                eventLoop: loop)
        }.get()
    }

    /// - Throws: `.unreachable` when not one is held.
    private func establish(
        _ run: NIOLoopBound<HoldRun>, _ loop: any EventLoop
    ) async throws -> HoldReport {
        try await meter.settle()
        let before = try meter.usage()
        let rate = options.connectRate.perSecond
        try await loop.flatSubmit { run.value.establish(rate: rate) }.get()
        try await meter.settle()
        let (established, held) = try await loop.submit {
            (run.value.established, run.value.heldNow)
        }.get()
        guard established > 0 else { throw LoadFailure.unreachable(plan.endpoint.authority) }
        return HoldReport(
            count: plan.count, established: established, held: held, before: before,
            after: try meter.usage())
    }

    private func wakeOneByOne(
        _ run: NIOLoopBound<HoldRun>, _ loop: any EventLoop, _ report: inout HoldReport
    ) async throws {
        guard options.publishes > 0 else { return }
        let before = try meter.usage()
        let (count, rate) = (options.publishes, options.publishRate.perSecond)
        try await loop.flatSubmit { run.value.wake(count, rate: rate) }.get()
        let summary = try await loop.submit { run.value.summary }.get()
        try await meter.settle()
        report.setWake(summary, before: before, after: try meter.usage())
    }

    private func wakeInBurst(
        _ run: NIOLoopBound<HoldRun>, _ loop: any EventLoop, _ report: inout HoldReport
    ) async throws {
        guard options.burst > 0 else { return }
        let count = options.burst
        try await loop.flatSubmit { run.value.burst(count) }.get()
        report.burst = try await loop.submit { run.value.summary }.get()
    }
}
