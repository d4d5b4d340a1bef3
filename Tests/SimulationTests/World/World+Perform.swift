import Broker
import LoginFlow
import SeededGenerator
import WaitingRoom

/// Requests on their way to the broker, and what comes back.
extension World {
    /// Sends a request over a network that loses and repeats.
    ///
    /// - Returns: the answer, where one arrived.
    @discardableResult
    func send(_ call: Call) async throws -> Outcome? {
        let luck = dice.roll(0..<100)
        if luck < 4 {
            probes.hit("request lost")
            trace.note("\(time) \(call.name): lost")
            return nil
        }
        let isOfLogin = [.start, .scan, .confirm, .face, .redeem].contains(call.kind)
        if isOfLogin, disk.arrangement == nil, dice.oneIn(30) {
            disk.arrange(.killAfter(flush: 1))
        }
        let outcome = try await perform(call)
        if call.statement != nil, outcome != nil { sent.append(call) }
        if luck < 8, outcome != nil {
            probes.hit("request twice")
            try await perform(call)
        }
        if luck >= 92 {
            probes.hit("answer lost")
            return nil
        }
        return outcome
    }

    /// Lets the broker answer one request, unless it dies of it.
    @discardableResult
    func perform(_ call: Call) async throws -> Outcome? {
        step.calls.append(call)
        probes.hit("call \(call.kind.rawValue)")
        let (run, broker) = (call.run, broker)
        let outcome = await Self.outcome(of: run, broker)
        if disk.isDead {
            try await crash(in: [call])
            return nil
        }
        hear(call, outcome)
        try await settle()
        return outcome
    }

    static func outcome(
        of run: @Sendable (Broker) async throws(BrokerRefusal) -> Reply, _ broker: Broker
    ) async -> Outcome {
        do throws(BrokerRefusal) { return .success(try await run(broker)) } catch {
            return .failure(error)
        }
    }

    func hear(_ call: Call, _ outcome: Outcome) {
        step.heard.append(Heard(call: call, outcome: outcome))
        if case .success = outcome, !disk.isFlushed { step.wasToldTooEarly = true }
        switch outcome {
        case .success(let reply):
            trace.note("\(time) \(call.name): \(reply.text)")
            probe(reply)
        case .failure(let refusal):
            trace.note("\(time) \(call.name): refused, \(Probes.name(refusal))")
            probes.hit("refusal \(Probes.name(refusal))")
        }
    }

    private func probe(_ reply: Reply) {
        switch reply {
        case .view(let view): probes.hit("hint \(view.hint.rawValue)")
        case .decision(let answer):
            probes.hit("hint \(answer.hint.rawValue)")
            if !answer.warnings.isEmpty { probes.hit("second scan told") }
        case .started(let started): probes.hit("hint \(started.view.hint.rawValue)")
        case .device, .backchannel, .frame, .display, .scanned, .tokens, .userInfo, .requests,
            .signIns, .enrolled, .unchanged, .done:
            break
        }
    }

    var time: String {
        let passed = clock.wall.milliseconds - VirtualClock.start.milliseconds
        let rest = String(1_000 + (passed % 1_000 + 1_000) % 1_000).dropFirst()
        return "\(passed / 1_000).\(rest)"
    }

    // MARK: Crashes

    /// The process has died in the middle of these calls. Whether each took effect shows in the trail.
    func crash(in calls: [Call]) async throws {
        let known = snapshot?.audit.count ?? 0
        if let fault = disk.cameAbout { probes.hit("fault \(fault.name)") }
        trace.note("\(time) crash in \(calls.map(\.name).joined(separator: ", "))")
        try await restart()
        step.waiting = []
        try check()
        let kept = snapshot?.audit.count ?? 0 > known ? "kept" : "lost"
        for call in calls { probes.hit("crash in \(call.kind.rawValue): \(kept)") }
    }

    // MARK: Everybody who was woken

    /// Lets everybody who was woken look.
    func settle() async throws {
        for one in interruptions.take() {
            probes.hit("news while looking")
            hear(one.call, one.outcome)
        }
        // All of them have left before the first one does anything.
        let rung = bells.take().compactMap { bell in take(bell).map { (bell, $0) } }
        for (bell, waiter) in rung { try await look(waiter, bell) }
        step.waiting = parked.map { ($0.login.id, $0.wait.version) }
    }

    private func take(_ bell: Bells.Rung) -> Parked? {
        guard let index = parked.firstIndex(where: { $0.number == bell.number }) else { return nil }
        return parked.remove(at: index)
    }

    private func look(_ waiter: Parked, _ bell: Bells.Rung) async throws {
        if !bell.wasFlushed { step.wasToldTooEarly = true }
        switch bell.outcome {
        case .changed:
            probes.hit(waiter.phone == nil ? "woken" : "woken phone")
            try await look(waiter.login, waiter.phone, waiter.wait)
        case .timedOut: probes.hit("wait timed out")
        case .displaced: probes.hit("displaced")
        case .closing, .overloaded: break
        }
    }
}
