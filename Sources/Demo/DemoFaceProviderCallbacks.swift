import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import StrictJSON

/// Tells the broker what was decided: at least once, and again until it has heard.
final class DemoFaceProviderCallbacks: Service {
    /// Seconds before each try.
    private static let pauses = [0, 1, 2, 4, 8]
    /// Outcomes that may wait to be sent.
    private static let capacity = 256

    private let orders: DemoFaceProviderOrders
    private let signature: DemoFaceProviderSignature
    private let client: HTTPClient
    private let decided: AsyncStream<DemoFaceProviderOrder>
    private let decide: AsyncStream<DemoFaceProviderOrder>.Continuation

    init(
        orders: DemoFaceProviderOrders, signature: DemoFaceProviderSignature, client: HTTPClient
    ) {
        self.orders = orders
        self.signature = signature
        self.client = client
        (decided, decide) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(Self.capacity))
    }

    /// What answers and calls are signed with now.
    var signer: DemoFaceProviderSignature {
        orders.mischief == .wrongSignature ? .wrong : signature
    }

    /// What an order is called now.
    func reference(of order: DemoFaceProviderOrder) -> String {
        orders.mischief == .wrongReference
            ? String(order.reference.reversed()) : order.reference
    }

    /// Has the broker told. What finds no room is there for those who ask.
    func tell(_ order: DemoFaceProviderOrder) {
        switch orders.mischief {
        case .noCallback: return
        case .duplicateCallbacks: for _ in 1...3 { decide.yield(order) }
        case .none, .wrongSignature, .wrongReference, .late, .http500, .hang, .garbage, .oversize,
            .passThenFail:
            decide.yield(order)
        }
    }

    func run() async throws {
        await withDiscardingTaskGroup { group in
            for await order in decided.cancelOnGracefulShutdown() {
                group.addTask { await self.deliver(order) }
            }
            group.cancelAll()
        }
    }

    private func deliver(_ order: DemoFaceProviderOrder) async {
        if order.outcome == .never { return }
        do {
            let wait = order.toldFrom - Int64(Date().timeIntervalSince1970)
            if wait > 0 { try await Task.sleep(for: .seconds(wait)) }
            try await insist(order)
            if orders.mischief == .passThenFail, let changed = orders.contradict(order.id) {
                try await insist(changed)
            }
        } catch {
            // The demo ends.
        }
    }

    /// - Throws: `CancellationError` when the demo ends.
    private func insist(_ order: DemoFaceProviderOrder) async throws {
        for pause in Self.pauses {
            try await Task.sleep(for: .seconds(pause))
            if await send(order) { return }
        }
    }

    /// - Returns: whether it was heard.
    private func send(_ order: DemoFaceProviderOrder) async -> Bool {
        guard let path = URL(string: order.callbackURL)?.path else { return true }
        let now = Int64(Date().timeIntervalSince1970)
        let json = order.json(naming: reference(of: order), at: now)
        let body = orders.mischief.spoil(json.serialized())
        var call = HTTPClientRequest(url: order.callbackURL)
        call.method = .POST
        call.headers.add(name: "Content-Type", value: "application/json")
        call.headers.add(name: "QR-Signature", value: signer.header("POST \(path)", body, at: now))
        call.body = .bytes(ByteBuffer(bytes: body))
        // No answer is like a refusal: it is tried again.
        let answer = try? await client.execute(call, timeout: .seconds(5))
        return answer.map { (200..<300).contains($0.status.code) } ?? false
    }
}
