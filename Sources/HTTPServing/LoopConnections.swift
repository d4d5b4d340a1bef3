import Glibc
import NIOCore

/// The connections of one event loop, which alone may touch them. One timer looks after all of them:
/// a timer each would cost more than the rest of a waiting connection.
final class LoopConnections: Sendable {
    private struct Table {
        var connections: [ObjectIdentifier: Connection] = [:]
        var date = HTTPDate()
        var timer: RepeatedTask?
    }

    private let loop: any EventLoop
    let arriving: AsyncStream<Work>
    /// Where requests go that cannot be answered at once.
    let queue: AsyncStream<Work>.Continuation
    private let limits: ListenerLimits
    private let table: NIOLoopBoundBox<Table>

    init(_ loop: any EventLoop, _ limits: ListenerLimits) {
        self.loop = loop
        self.limits = limits
        (arriving, queue) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(limits.connections))
        table = .makeBoxSendingValue(Table(), eventLoop: loop)
    }

    /// Works on what arrives, on the loop itself, until the queue is finished.
    func work() async {
        await withTaskExecutorPreference(LoopExecutor(loop)) {
            await withDiscardingTaskGroup { group in
                for await one in arriving { group.addTask { await one.run() } }
            }
        }
    }

    /// The time of day, as answers say it.
    var date: String {
        table.value.date.update(to: time(nil))
        return table.value.date.text
    }

    /// The loop's clock, by which silence is measured.
    var now: NIODeadline { loop.now }

    func add(_ connection: Connection) {
        table.value.connections[ObjectIdentifier(connection)] = connection
        guard table.value.timer == nil else { return }
        table.value.timer = loop.scheduleRepeatedTask(
            initialDelay: .seconds(1), delay: .seconds(1)
        ) { [self] _ in
            let now = loop.now
            for connection in table.value.connections.values {
                connection.closeIfOverdue(at: now, limits)
            }
        }
    }

    func remove(_ connection: Connection) {
        table.value.connections[ObjectIdentifier(connection)] = nil
        guard table.value.connections.isEmpty else { return }
        table.value.timer?.cancel()
        table.value.timer = nil
    }

    /// Does something with each, soon.
    func each(_ body: @escaping @Sendable (Connection) -> Void) {
        loop.execute { [table] in
            for connection in Array(table.value.connections.values) { body(connection) }
        }
    }
}
