import Broker
import LoginFlow
import SeededGenerator
import SessionStore
import WaitingRoom

/// What the server does by itself, and time.
extension World {
    func expire() async throws {
        let (store, now) = (store, clock.wall)
        try await perform(
            Call(kind: .upkeep, subject: "deadlines") { (_) async throws(BrokerRefusal) in
                do throws(StoreFailure) { _ = try await store.expireOverdue(at: now) } catch {
                    throw .unavailable("\(error)")
                }
                return .done
            })
    }

    func prune() async throws {
        let (store, now, before) = (store, clock.wall, snapshot?.sessions.count ?? 0)
        try await perform(
            Call(kind: .prune, subject: "what is over") { (_) async throws(BrokerRefusal) in
                do throws(StoreFailure) { _ = try await store.prune(at: now) } catch {
                    throw .unavailable("\(error)")
                }
                return .done
            })
        try check()
        if snapshot?.sessions.count ?? 0 < before { probes.hit("pruned") }
    }

    func collectFaces() async throws {
        let (waiting, life) = (faces.count, incarnation)
        try await perform(
            Call(kind: .faceVerdicts, subject: "\(waiting)") {
                (broker) async throws(BrokerRefusal) in
                try await broker.collectFaceVerdicts()
                return .done
            })
        guard life == incarnation, faces.count < waiting else { return }
        probes.hit("late verdict")
        if incarnation > 0 { probes.hit("verdict after a crash") }
    }

    /// Portals are told what they asked to be told; some do not answer.
    func deliver() async throws {
        let due = try? await store.dueDeliveries(at: clock.wall, limit: 4)
        for delivery in due ?? [] {
            guard let message = try broker.message(of: delivery) else { continue }
            trace.note("\(time) tells \(delivery.clientID) a \(delivery.kind.rawValue)")
            if message.address.isEmpty { wrongs.append("a message to nobody") }
            if dice.oneIn(3) {
                probes.hit("delivery lost")
                try? await store.postpone(delivery, until: clock.wall + 5)
            } else {
                probes.hit("delivery")
                try? await store.settle(delivery)
            }
            if disk.isDead { return try await crash(in: []) }
        }
    }

    // MARK: Time

    func passTime() async throws {
        switch dice.roll(0..<20) {
        case 0, 1: try await passToDeadline(-1)
        case 2, 3: try await passToDeadline(0)
        case 4: correctClock()
        case 5: clock.pass(dice.roll64(60_000...400_000))
        case 6: if dice.oneIn(3) { clock.pass(1_000_000) }
        default: clock.pass(dice.roll64(1...9_000))
        }
        trace.note("\(time) it is later")
        room.expire(at: clock.waiting)
        try await settle()
    }

    private func passToDeadline(_ difference: Int64) async throws {
        let deadlines = snapshot?.sessions.values.compactMap(\.deadline).sorted() ?? []
        let now = clock.wall.milliseconds
        guard let next = deadlines.first(where: { $0 + difference > now }) else { return }
        probes.hit(difference == 0 ? "at a deadline" : "just before a deadline")
        clock.pass(next + difference - now)
    }

    /// A correction of the wall clock, backwards by less than statements are remembered.
    private func correctClock() {
        let milliseconds = dice.roll64(-200_000...200_000)
        probes.hit(milliseconds < 0 ? "clock backwards" : "clock forwards")
        clock.correct(by: milliseconds)
    }
}
