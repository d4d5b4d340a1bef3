import Logging
import NIOConcurrencyHelpers
import NIOCore

/// What is said between the broker and one worker, from its first word to its last.
struct WorkerConversation: Sendable {
    let provider: LocalFaceProvider
    let number: Int
    private let exchange = WorkerExchange()
    private let life = NIOLockedValueBox(WorkerLife(end: .dismissed))

    init(provider: LocalFaceProvider, number: Int) {
        self.provider = provider
        self.number = number
    }

    /// Listens and asks at the same time; whichever ends first ends the other.
    ///
    /// - Parameter end: ends the worker. It happens before the pipes are closed.
    func hold(by talk: WorkerLine.Talk, end: @Sendable () -> Void) async -> WorkerLife {
        let readiness = exchange.expect(.readiness)
        do {
            try await talk.executeThenClose { inbound, outbound in
                await withTaskGroup(of: WorkerLife.End.self) { group in
                    group.addTask { await listen(inbound) }
                    group.addTask { await work(readiness, outbound) }
                    let first = await group.next() ?? .dismissed
                    group.cancelAll()
                    life.withLockedValue { $0.end = first }
                }
                end()
            }
        } catch {
            // A pipe that was gone before it could be closed: the worker has ended all the same.
            end()
        }
        return life.withLockedValue { $0 }
    }

    private func listen(_ inbound: NIOAsyncChannelInboundStream<[UInt8]>) async -> WorkerLife.End {
        do {
            for try await header in inbound { try exchange.take(header) }
            return .died
        } catch {
            // The pipe's own errors come here too; a broken frame is the likely one.
            return .nonsense
        }
    }

    private func work(
        _ readiness: OneShot<WorkerAnswer>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async -> WorkerLife.End {
        let limit = Duration.seconds(LocalFaceProvider.startLimit)
        let first = await within(limit, by: provider.clock) { await readiness.value() }
        guard case .ready(let engine, let version) = first else { return .tooSlowToStart }
        life.withLockedValue { $0.wasReady = true }
        provider.greet(worker: number, engine: engine, version: version)
        while let job = await provider.nextJob() {
            guard let answer = await answer(to: job, outbound) else {
                life.withLockedValue { $0.unanswered = job }
                return .tooSlow
            }
            life.withLockedValue { $0.hasAnswered = true }
            provider.finish(job, answer)
        }
        return .dismissed
    }

    private func answer(
        to job: FaceJob, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async -> WorkerAnswer? {
        let frame = job.question.frame(job.id)
        let answer = exchange.expect(job.expected)
        return await within(.seconds(provider.settings.timeout), by: provider.clock) {
            // A pipe that is gone: the listener hears of it, too.
            guard (try? await outbound.write(frame)) != nil else { return nil }
            return await answer.value()
        }
    }
}

extension FaceJob {
    fileprivate var expected: WorkerAnswer.Expected {
        switch purpose {
        case .check: .check(id)
        case .portrait: .portrait(id)
        }
    }
}
