import Foundation
import NIOCore
import StrictJSON

/// What `hold` is to do, made of its options; and the leading through it.
struct HoldPlan {
    private enum Source {
        case targets([HoldTarget])
        case broker(BrokerRequests, creation: ByteBuffer, count: Int)
    }

    private let source: Source
    private let endpoint: Endpoint
    private let publishTo: Endpoint
    private let options: HoldCommand

    /// - Throws: `.usage`, `.file`.
    init(_ options: HoldCommand) throws(LoadFailure) {
        self.options = options
        if options.broker {
            guard let endpoint = options.url.flatMap({ Endpoint($0) }) else {
                throw .usage("--url is http://HOST:PORT.")
            }
            let requests = BrokerRequests(endpoint)
            let portal = try PortalClient(options.portal)
            source = .broker(
                requests, creation: portal.creation(for: requests).request,
                count: options.count ?? 1000)
            (self.endpoint, publishTo) = (endpoint, endpoint)
        } else {
            let list = try HoldList(options)
            source = .targets(list.targets)
            (endpoint, publishTo) = (list.endpoint, list.publishTo)
        }
        guard options.publishes + options.burst <= count else {
            throw .usage("Each poll is woken once: --count is less than --publishes and --burst.")
        }
    }

    private var count: Int {
        switch source {
        case .targets(let targets): targets.count
        case .broker(_, _, let count): count
        }
    }

    func run(on loop: any EventLoop) async throws -> HoldReport {
        try FileLimit.allow(
            connections: count + options.publishers + 16, fewerBy: "a lower --count or --publishers"
        )
        let targets = try await targets(on: loop)
        let meter = HoldMeter(pids: options.pid)
        let run = try await loop.submit {
            try NIOLoopBound(
                HoldRun(
                    loop: loop, endpoint: endpoint, publishTo: publishTo, targets: targets,
                    publishers: options.publishers, patience: options.patience.amount),
                eventLoop: loop)
        }.get()
        try await meter.settle()
        let before = try meter.usage()
        let rate = options.connectRate.perSecond
        try await loop.flatSubmit { run.value.establish(rate: rate) }.get()
        try await meter.settle()
        let after = try meter.usage()
        var report = HoldReport(
            count: count, established: try await loop.submit { run.value.established }.get(),
            before: before, after: after)
        report.held = try await loop.submit { run.value.heldNow }.get()
        if report.established == 0 { throw LoadFailure.unreachable(endpoint.authority) }

        report.wake = try await wake(loop, options.publishes) {
            run.value.wake($0, rate: options.publishRate.perSecond)
        } summary: {
            run.value.summary
        }
        try await meter.settle()
        report.setWakeCost(from: after, to: try meter.usage())
        report.burst = try await wake(loop, options.burst) {
            run.value.burst($0)
        } summary: {
            run.value.summary
        }
        report.close(losses: try await loop.submit { run.value.losses }.get())
        report.generatorCPUSeconds = ProcessUsage.of([getpid()])?.cpuSeconds ?? 0
        try await loop.submit { run.value.close() }.get()
        return report
    }

    private func wake(
        _ loop: any EventLoop, _ count: Int,
        _ work: @escaping @Sendable (Int) -> EventLoopFuture<Void>,
        summary: @escaping @Sendable () -> WakeSummary
    ) async throws -> WakeSummary? {
        guard count > 0 else { return nil }
        try await loop.flatSubmit { work(count) }.get()
        return try await loop.submit { summary() }.get()
    }

    private func targets(on loop: any EventLoop) async throws -> [HoldTarget] {
        switch source {
        case .targets(let targets): return targets
        case .broker(let requests, let creation, let count):
            return try await loop.flatSubmit {
                do {
                    return try SessionMaker(
                        loop: loop, requests: requests, creation: creation, count: count
                    ).run()
                } catch {
                    return loop.makeFailedFuture(error)
                }
            }.get()
        }
    }
}
