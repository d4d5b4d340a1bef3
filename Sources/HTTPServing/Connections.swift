import NIOConcurrencyHelpers
import NIOCore

/// The open connections of one listener: how many there are, and when the last one has gone.
final class Connections: Sendable {
    private struct Table {
        var count = 0
        var isClosing = false
        var server: (any Channel)?
    }

    let limits: ListenerLimits
    let bodies: BodyBudget
    private let shares = AddressShares()
    private let table = NIOLockedValueBox(Table())
    private let loops: [ObjectIdentifier: LoopConnections]

    init(_ limits: ListenerLimits, on group: any EventLoopGroup) {
        self.limits = limits
        bodies = BodyBudget(bytes: limits.bodies, shares)
        var loops: [ObjectIdentifier: LoopConnections] = [:]
        for loop in group.makeIterator() {
            loops[ObjectIdentifier(loop)] = LoopConnections(loop, limits)
        }
        self.loops = loops
    }

    subscript(loop: any EventLoop) -> LoopConnections {
        guard let connections = loops[ObjectIdentifier(loop)]
        else { preconditionFailure("a connection stays on the listener's event loops") }
        return connections
    }

    /// Works on what arrives on any loop, until the last connection has gone.
    func work() async {
        await withDiscardingTaskGroup { group in
            for loop in loops.values { group.addTask { await loop.work() } }
        }
    }

    private func finish() {
        for loop in loops.values { loop.queue.finish() }
    }

    var isFull: Bool { table.withLockedValue { $0.count >= limits.connections } }

    func listen(on server: any Channel) { table.withLockedValue { $0.server = server } }

    /// Whether those that come now must go at once.
    var isClosing: Bool { table.withLockedValue { $0.isClosing } }

    /// Whose a connection is; `nil` where that does not count.
    func key(of channel: any Channel) -> String? {
        channel.remoteAddress.flatMap(limits.addressKey)
    }

    /// - Returns: whether the address may have one more; only then it is to be closed.
    @discardableResult func opened(by key: String? = nil) -> Bool {
        let isOpen = table.withLockedValue { table in
            let free = limits.connections - table.count - 1
            guard shares.open(key, free: free, most: limits.connectionsPerAddress)
            else { return false }
            table.count += 1
            return true
        }
        if !isOpen { limits.onRefusedConnection() }
        return isOpen
    }

    func closed(by key: String? = nil) {
        shares.close(key)
        let (waiting, isLast) = table.withLockedValue { table in
            table.count -= 1
            let wasFull = table.count == limits.connections - 1 && !table.isClosing
            return (wasFull ? table.server : nil, table.isClosing && table.count == 0)
        }
        waiting?.read()
        if isLast { finish() }
    }

    /// Takes no new connections; those that are there end with their answer.
    func quiesce() {
        let (server, isLast) = table.withLockedValue { table in
            table.isClosing = true
            return (table.server, table.count == 0)
        }
        server?.close(promise: nil)
        for loop in loops.values { loop.each { $0.quiesce() } }
        if isLast { finish() }
    }

    /// Ends everything now.
    func close() {
        quiesce()
        for loop in loops.values { loop.each { $0.close() } }
    }
}
