package import LoginFlow
import NIOConcurrencyHelpers

extension RemoteFaceProvider {
    /// Seconds before the second attempt; doubled before each further one.
    private static let pause = 1

    /// The person wants to go there. Repeating it gives the same address.
    package func submit(
        _ evidence: FaceEvidence, for order: FaceOrder, at now: Moment
    ) async -> FaceProgress {
        if let progress = judgeAtOnce(evidence) { return progress }
        let end = now + evidence.timeLeft + RemoteOrders.grace
        guard let entry = orders.withLockedValue({ $0.begin(order, until: end) }) else {
            note(.overloaded)
            return .overloaded
        }
        if let progress = Self.progress(entry) { return progress }
        // However many attempts: a longer call than the check would wait for nothing.
        let placed = await within(.seconds(evidence.timeLeft.count), by: clock) {
            await self.place(order, timeLeft: evidence.timeLeft)
        }
        if let placed {
            return .visit(url: placed.url)
        }
        let left = orders.withLockedValue { $0.giveUp(order.reference) }
        if let progress = left.flatMap(Self.progress) { return progress }
        note(.error)
        return .verdict(.error)
    }

    private static func progress(_ entry: RemoteOrders.Entry) -> FaceProgress? {
        entry.decision ?? entry.placed.map { .visit(url: $0.url) }
    }

    private func place(_ order: FaceOrder, timeLeft: Seconds) async -> PlacedOrder? {
        for attempt in 0..<settings.attempts {
            if attempt > 0 {
                let seconds = Self.pause << min(attempt - 1, 5)
                guard (try? await clock.sleep(for: .seconds(seconds))) != nil else { return nil }
            }
            do throws(ProviderCaller.Failure) {
                return try await placeOnce(order, timeLeft: timeLeft)
            } catch {
                tell(error, "order not placed")
                if error == .refused { return nil }
            }
        }
        return nil
    }

    /// - Throws: also when the provider is not connected.
    func placeOnce(
        _ order: FaceOrder, timeLeft: Seconds
    ) async throws(ProviderCaller.Failure) -> PlacedOrder {
        let placed = try await caller().place(order, timeLeft: timeLeft)
        hasTrouble.withLockedValue { $0 = false }
        orders.withLockedValue {
            $0.place(
                order.reference, placed, nextQuestion: now() + Seconds(settings.pollInterval))
        }
        return placed
    }
}
