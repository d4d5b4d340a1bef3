import NIOCore
import NIOHTTP1

/// What comes behind a request that is not answered yet.
extension Connection {
    /// Whether what comes now belongs to a later request.
    var isBusy: Bool { !pipelined.isEmpty || !isFree }

    /// Whether the line is free for what comes next, which may be the rest of a request.
    private var isFree: Bool {
        if !hasArrived { return true }
        if case .idle = state { return true }
        return false
    }

    /// Keeps it for later. Where there is no memory left the connection ends: a page or a portal has
    /// one request under way, and the shortest request takes thirty times the memory of its bytes.
    func putOff(_ event: Pipelined.Event) {
        if isClosing { return }
        guard connections.bodies.take(event.byteCount, after: pipelined.byteCount, by: key)
        else { return close() }
        pipelined.append(event)
    }

    /// Goes on with what has come meanwhile; not at once: a thousand pipelined requests would be a
    /// thousand calls deep, and keep the loop from all others.
    func nextSoon() {
        guard !pipelined.isEmpty, let loop = context?.eventLoop else { return }
        let bound = NIOLoopBound(self, eventLoop: loop)
        loop.execute { bound.value.next() }
    }

    /// One request at a turn; its answer brings the next turn.
    private func next() {
        var isWhole = false
        while !isWhole, isFree, let event = pipelined.popFirst() {
            switch event {
            case .part(let part):
                if case .end = part { isWhole = true }
                take(part)
            case .fault(let fault): refuse(fault)
            }
        }
        guard pipelined.isEmpty else { return }
        let isStopped = pipelined.hasStoppedReading
        forgetPipelined()
        if isStopped { context?.read() }
    }

    func forgetPipelined() {
        connections.bodies.giveBack(pipelined.byteCount, by: key)
        pipelined = Pipelined()
    }
}
