import NIOCore
import StrictJSON

/// Creates many login sessions, some at a time, for the polls that are to be held.
final class SessionMaker {
    private static let concurrency = 16
    private static let patience = TimeAmount.seconds(30)

    private let requests: BrokerRequests
    private let connector: Connector
    private let pool: ConnectionPool
    private let creation: ByteBuffer
    private let done: EventLoopPromise<[HoldTarget]>
    private var targets: [HoldTarget] = []
    private var left: Int
    private var underWay = 0
    private var failure: LoadFailure?

    init(loop: any EventLoop, requests: BrokerRequests, creation: ByteBuffer, count: Int) throws {
        self.requests = requests
        self.creation = creation
        connector = try Connector(loop: loop, endpoint: requests.endpoint)
        pool = ConnectionPool(connector: connector)
        left = count
        done = loop.makePromise()
    }

    /// - Returns: fails with `.unreachable` or `.refused` at the first that is not created: with
    ///   fewer than asked for, the figures would be of something else.
    func run() -> EventLoopFuture<[HoldTarget]> {
        for _ in 0..<Self.concurrency { next() }
        return done.futureResult
    }

    private func next() {
        guard left > 0, failure == nil else {
            if underWay == 0 { finish() }
            return
        }
        left -= 1
        underWay += 1
        pool.send(
            Call(request: creation, patience: Self.patience) { outcome in
                self.underWay -= 1
                self.take(outcome.result)
                self.next()
            })
    }

    private func take(_ result: Result<Answer, CallFailure>) {
        switch result {
        case .failure(let kind):
            failure = .unreachable("\(requests.endpoint.authority): \(kind.kind)")
        case .success(let answer):
            let body = Array(answer.body.readableBytesView)
            guard answer.status == 201, let document = try? JSONValue(parsing: body),
                let page = PageSession(created: document)
            else {
                let text = String(decoding: body.prefix(300), as: UTF8.self)
                failure = .refused("POST /v1/sessions: HTTP \(answer.status) \(text)")
                return
            }
            targets.append(
                HoldTarget(
                    poll: requests.read(page, after: 1, waitSeconds: 60),
                    wake: requests.cancel(page)))
        }
    }

    private func finish() {
        connector.close()
        if let failure { done.fail(failure) } else { done.succeed(targets) }
    }
}
