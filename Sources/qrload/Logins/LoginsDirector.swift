import Foundation
import NIOCore
import Tokens

/// Leads through a run of logins: looks whether anybody is there, holds the pages that only wait,
/// runs, and reports.
struct LoginsDirector {
    private let plan: LoginsPlan
    private let requests: BrokerRequests
    private let portal: PortalClient
    private let settings: Stage.Settings
    private let options: LoginsCommand

    /// - Throws: `.usage`, `.file`.
    init(_ options: LoginsCommand) throws(LoadFailure) {
        guard let endpoint = Endpoint(options.url) else {
            throw .usage("--url is http://HOST:PORT.")
        }
        requests = BrokerRequests(endpoint)
        portal = try PortalClient(options.portal)
        _ = try options.wallet.key()
        self.options = options
        let arrivals = options.arrivals
        plan = LoginsPlan(
            arrivals: arrivals.arrivals, ramp: arrivals.ramp.amount,
            duration: arrivals.duration.amount, mix: arrivals.mix, held: arrivals.hold,
            pids: options.pid, mostInFlight: arrivals.mostInFlight,
            progress: options.output.quiet ? nil : Progress())
        settings = Stage.Settings(
            think: arrivals.think.amount, patience: options.patience.amount,
            retries: arrivals.concurrency != nil)
        guard options.pid.isEmpty || ProcessUsage.of(options.pid) != nil else {
            throw .usage("--pid: no such process.")
        }
    }

    func run(on loop: any EventLoop) async throws -> LoginsReport {
        try FileLimit.allow(
            connections: plan.connections(settings), fewerBy: plan.waysToFewerConnections)
        let key = try options.wallet.key()
        let run = try await loop.submit {
            let signer = Signer(
                key: key, wallet: options.wallet.wallet, audience: options.issuer ?? options.url,
                run: SystemRandom.text(bytes: 8))
            let stage = try Stage(
                loop: loop, requests: requests, portal: portal, signer: signer,
                settings: settings)
            return NIOLoopBound(LoginsRun(stage: stage, plan: plan), eventLoop: loop)
        }.get()
        try await loop.flatSubmit { run.value.probe() }.get()
        try await loop.flatSubmit { run.value.holdPages() }.get()
        let startedAt = Date()
        try await Interruption.during {
            try await loop.flatSubmit { run.value.run() }.get()
        } end: {
            try await loop.submit { run.value.closeDoors() }.get()
        }
        plan.progress?.finish()
        return try await loop.submit {
            defer { run.value.stage.close() }
            return LoginsReport(
                of: run.value, settings: description, startedAt: startedAt,
                limits: options.output.failIf)
        }.get()
    }

    private var description: LoginsReport.Settings {
        LoginsReport.Settings(
            url: options.url, client: portal.id, arrivals: options.arrivals.text,
            rampSeconds: plan.ramp.seconds, durationSeconds: plan.duration.seconds,
            mix: plan.mix.text, held: plan.held, thinkSeconds: settings.think.seconds)
    }
}
