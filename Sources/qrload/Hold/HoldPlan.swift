import NIOCore

/// What `hold` is to hold, and where.
struct HoldPlan {
    private enum Source {
        case targets([HoldTarget])
        case broker(BrokerRequests, creation: ByteBuffer, count: Int)
    }

    /// Polls, when nobody says how many.
    private static let usualCount = 1000

    private let source: Source
    let endpoint: Endpoint
    let publishTo: Endpoint

    /// - Throws: `.usage`, `.file`.
    init(_ options: HoldCommand) throws(LoadFailure) {
        if options.broker {
            guard let endpoint = options.url.flatMap({ Endpoint($0) }) else {
                throw .usage("--url is http://HOST:PORT.")
            }
            let requests = BrokerRequests(endpoint)
            let portal = try PortalClient(options.portal)
            source = .broker(
                requests, creation: portal.creation(for: requests).request,
                count: options.count ?? Self.usualCount)
            (self.endpoint, publishTo) = (endpoint, endpoint)
        } else {
            let list = try HoldList(options, usualCount: Self.usualCount)
            source = .targets(list.targets)
            (endpoint, publishTo) = (list.endpoint, list.publishTo)
        }
        guard options.publishes + options.burst <= count else {
            throw .usage("Each poll is woken once: --count is less than --publishes and --burst.")
        }
    }

    var count: Int {
        switch source {
        case .targets(let targets): targets.count
        case .broker(_, _, let count): count
        }
    }

    /// Makes what is to be held, where it is not there yet.
    ///
    /// - Throws: `.unreachable`, `.refused`.
    func targets(on loop: any EventLoop) async throws -> [HoldTarget] {
        switch source {
        case .targets(let targets): return targets
        case .broker(let requests, let creation, let count):
            return try await loop.flatSubmit {
                do {
                    return try SessionMaker(
                        loop: loop, requests: requests, creation: creation, count: count
                    ).run()
                } catch {
                    return loop.makeFailedFuture(error)
                }
            }.get()
        }
    }
}
