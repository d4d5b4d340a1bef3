import LoginFlow
import StrictJSON
import Testing

@testable import FaceCheck

@Suite("Orders found at a restart", .timeLimit(.minutes(10))) struct RemoteRestartTests {
    @Test func theSameReferenceFindsTheOrderAgain() async throws {
        try await RemoteStage.with { stage in
            stage.service.answers { call in
                call.subject.hasPrefix("POST")
                    ? .signed(RemoteStage.page) : .signed(RemoteStage.report("pass"))
            }
            await stage.provider.adopt([RemoteStage.order()])
            #expect(await stage.asked(after: 0) == [.verdict(.pass)])
            #expect(stage.service.calls.first?.json?["reference"] == "check-1")
            #expect(await stage.begin() == .verdict(.pass))
        }
    }

    @Test func aMessageCountsBeforeTheOrderIsFoundAgain() async throws {
        try await RemoteStage.with { stage in
            await stage.provider.adopt([RemoteStage.order()])
            #expect(stage.callBack(RemoteStage.report("pass")) == .taken(reference: "check-1"))
            #expect(await stage.asked(after: 0) == [.verdict(.pass)])
            #expect(stage.service.calls.isEmpty)
        }
    }

    @Test func whoNeverBeganWasNotTooSlow() async throws {
        try await RemoteStage.with { stage in
            stage.service.answers { call in
                call.subject.hasPrefix("POST")
                    ? .signed(RemoteStage.page) : .signed(RemoteStage.report("expired"))
            }
            await stage.provider.adopt([RemoteStage.order()])
            #expect(await stage.asked(after: 0).isEmpty)
            #expect(await stage.begin() == RemoteStage.visit)
            #expect(await stage.asked(after: 2) == [.verdict(.fail(.timeout))])
        }
    }

    @Test func aServiceThatIsAwayIsAskedAgain() async throws {
        try await RemoteStage.with { stage in
            stage.service.answers(inOrder: [
                .unsigned(503, ""), .signed(RemoteStage.page),
                .signed(RemoteStage.report("pass")),
            ])
            await stage.provider.adopt([RemoteStage.order()])
            #expect(await stage.asked(after: 0).isEmpty)
            #expect(await stage.asked(after: 2) == [.verdict(.pass)])
        }
    }

    @Test func adoptingKnownOrdersChangesNothing() async throws {
        try await RemoteStage.with { stage in
            await stage.begun(.never)
            #expect(stage.callBack(RemoteStage.report("pass")) == .taken(reference: "check-1"))
            await stage.provider.adopt([RemoteStage.order()])
            #expect(await stage.known == [.verdict(.pass)])
        }
    }
}

@Suite("The table of remote orders", .timeLimit(.minutes(10))) struct RemoteOrdersTests {
    private let now = RemoteStage.now

    private func due(_ orders: inout RemoteOrders, at now: Moment, width: Int = 32) -> [String] {
        orders.due(at: now, interval: 2, lifetime: 600, width: width).map(\.order.reference)
    }

    @Test func anOrderIsNotAskedAboutTwiceAtATime() {
        var orders = RemoteOrders()
        orders.adopt(RemoteStage.order(1))
        #expect([due(&orders, at: now), due(&orders, at: now + 2)] == [["check-1"], []])
        orders.answered("check-1")
        let again = due(&orders, at: now + 4)
        #expect(again == ["check-1"])
    }

    @Test func onlySoManyAreAskedAboutAtATimeAndNoneIsForgotten() {
        var orders = RemoteOrders()
        for number in 1...5 { orders.adopt(RemoteStage.order(number)) }
        var asked: [String] = []
        for second in 0..<3 {
            let batch = due(&orders, at: now + Seconds(second), width: 2)
            #expect(batch.count <= 2)
            batch.forEach { orders.answered($0) }
            asked += batch
        }
        #expect(Set(asked).count == 5)
    }

    @Test func thereIsRoomForSoManyOnly() {
        var orders = RemoteOrders()
        for number in 0..<RemoteOrders.capacity {
            orders.adopt(
                FaceOrder(
                    session: RemoteStage.order().session, number: number, reference: "\(number)",
                    subject: ""))
        }
        let known = orders.begin(
            FaceOrder(session: RemoteStage.order().session, number: 0, reference: "0", subject: ""),
            until: now)
        let one = orders.begin(RemoteStage.order(), until: now + 1)
        #expect(known != nil)
        #expect(one == nil)
    }
}
