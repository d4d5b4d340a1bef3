import NIOCore

/// What all logins of a run share.
final class Stage {
    let loop: any EventLoop
    let requests: BrokerRequests
    let portal: PortalClient
    let signer: Signer
    let recorder = Recorder()
    let settings: Settings
    let pages: ConnectionPool
    let phones: ConnectionPool
    /// The portal's own connections, behind its pages.
    let backend: ConnectionPool
    private let connector: Connector
    private var abandoned = 0

    struct Settings: Equatable {
        /// Between two things a person does; drawn evenly between half of it and one and a half.
        var think = TimeAmount.milliseconds(500)
        var patience = TimeAmount.seconds(10)
        /// Seconds a page asks its poll to be held.
        var waitSeconds = 60
        /// Whether 429 and 503 are waited out, as a closed loop does.
        var retries = false
        var drawsFrame = true
    }

    init(
        loop: any EventLoop, requests: BrokerRequests, portal: PortalClient, signer: Signer,
        settings: Settings
    ) throws {
        self.loop = loop
        self.requests = requests
        self.portal = portal
        self.signer = signer
        self.settings = settings
        connector = try Connector(loop: loop, endpoint: requests.endpoint)
        pages = ConnectionPool(connector: connector)
        phones = ConnectionPool(connector: connector)
        backend = ConnectionPool(connector: connector)
    }

    var thinkTime: TimeAmount {
        .nanoseconds(Int64(Double(settings.think.nanoseconds) * Double.random(in: 0.5...1.5)))
    }

    func later(_ delay: TimeAmount, _ work: @escaping (NIODeadline) -> Void) {
        let due = NIODeadline.now() + delay
        guard delay > .zero else { return work(due) }
        loop.assumeIsolated().scheduleTask(deadline: due) { work(due) }
    }

    /// Whether this page is left before anybody scans: every other one is.
    func takesTurnToLeaveUnscanned() -> Bool {
        abandoned += 1
        return !abandoned.isMultiple(of: 2)
    }

    func close() { connector.close() }
}
