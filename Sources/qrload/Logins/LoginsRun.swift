import Foundation
import NIOCore

/// Brings on the logins, in an open or a closed loop, until it is time to stop; then waits for
/// those under way.
final class LoginsRun {
    let stage: Stage
    private let plan: LoginsPlan
    private var dealer: Dealer
    private var pacer: Pacer?
    private var begun = 0
    private var held = 0
    private var arrivalsAreOver = false
    private var underWay: [ObjectIdentifier: Login] = [:]
    private var done: EventLoopPromise<Void>?
    private var ticker: RepeatedTask?
    private var meter: LoginsMeter
    private(set) var start = NIODeadline.now()
    private(set) var end = NIODeadline.now()
    private(set) var samples: [Sample] = []

    init(stage: Stage, plan: LoginsPlan) {
        self.stage = stage
        self.plan = plan
        dealer = Dealer(plan.mix)
        meter = LoginsMeter(pids: plan.pids)
    }

    // MARK: Pages that only wait

    /// New pages a second, before the run: gently, they are not what is measured.
    private static let holdRate = 500.0

    func holdPages() -> EventLoopFuture<Void> {
        guard plan.held > 0 else { return stage.loop.makeSucceededVoidFuture() }
        let all = stage.loop.makePromise(of: Void.self)
        var left = plan.held
        Pacer(
            loop: stage.loop, schedule: ArrivalSchedule(rate: Self.holdRate), limit: plan.held,
            begin: { [self] _, _ in
                HeldPage(stage) { [self] in held += $0 }.start {
                    left -= 1
                    if left == 0 { all.succeed() }
                }
            }, finished: {}
        ).run()
        return all.futureResult
    }

    // MARK: The run

    func run() -> EventLoopFuture<Void> {
        let done = stage.loop.makePromise(of: Void.self)
        self.done = done
        start = .now()
        stage.recorder.countsFrom = start + plan.ramp
        meter.begin(at: start)
        let second = TimeAmount.seconds(1)
        let bound = NIOLoopBound(self, eventLoop: stage.loop)
        ticker = stage.loop.scheduleRepeatedTask(initialDelay: second, delay: second) { _ in
            bound.value.tick()
        }
        switch plan.arrivals {
        case .open(let rate): arrive(rate)
        case .closed(let slots): occupy(slots)
        }
        return done.futureResult
    }

    private func arrive(_ rate: Double) {
        let schedule = ArrivalSchedule(rate: rate, ramp: plan.ramp, duration: plan.duration)
        pacer = Pacer(
            loop: stage.loop, schedule: schedule, begin: { [self] _, due in begin(due: due) },
            finished: { [self] in closeDoors() })
        pacer?.run(from: start)
    }

    /// Each slot has one login under way at a time; they are taken one after another in the ramp.
    private func occupy(_ slots: Int) {
        for slot in 0..<slots {
            stage.later(plan.ramp * slot / slots) { [self] _ in continueSlot() }
        }
        stage.later(plan.duration) { [self] _ in closeDoors() }
    }

    private func continueSlot() {
        guard !arrivalsAreOver else { return }
        begin(due: .now())
    }

    private func begin(due: NIODeadline) {
        guard underWay.count < plan.mostInFlight else {
            stage.recorder.start(due: due)
            return stage.recorder.fail("not begun: too many under way")
        }
        let login = Login(stage, course: dealer.next(), number: begun) { [self] in ended($0) }
        begun += 1
        underWay[ObjectIdentifier(login)] = login
        login.start(due: due)
    }

    private func ended(_ login: Login) {
        underWay[ObjectIdentifier(login)] = nil
        if arrivalsAreOver { return finishIfEmpty() }
        guard case .closed = plan.arrivals else { return }
        // Never at once: a server that is down would be asked without pause.
        let pause = login.retryAfter.map { TimeAmount.seconds(Int64($0)) }
        stage.loop.assumeIsolated().scheduleTask(in: pause ?? .milliseconds(1)) { [self] in
            continueSlot()
        }
    }

    // MARK: The end

    /// None begins any more. Those under way have some time left.
    func closeDoors() {
        guard !arrivalsAreOver else { return }
        arrivalsAreOver = true
        pacer?.stop()
        finishIfEmpty()
        stage.loop.assumeIsolated().scheduleTask(in: plan.drain) { [self] in
            for login in underWay.values { login.fail("unfinished") }
        }
    }

    private func finishIfEmpty() {
        guard underWay.isEmpty, ticker != nil else { return }
        end = .now()
        tick()
        ticker?.cancel()
        ticker = nil
        done?.succeed()
    }

    private func tick() {
        let sample = meter.sample(stage.recorder, at: .now(), held: held)
        samples.append(sample)
        plan.progress?.show(sample, of: stage.recorder)
        stage.recorder.interval.reset()
    }

    var usage: ProcessUsage? { meter.serverUse }
    var generatorUse: ProcessUsage { meter.generatorUse }
}

extension TimeAmount {
    static func / (amount: TimeAmount, count: Int) -> TimeAmount {
        .nanoseconds(amount.nanoseconds / Int64(count))
    }
}
