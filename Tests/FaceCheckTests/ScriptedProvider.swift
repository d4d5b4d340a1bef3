import Crypto
import HTTPServing
import HTTPTypes
import Logging
import LoginFlow
import NIOConcurrencyHelpers
import NIOCore
import ServiceLifecycle
import StrictJSON

/// A company's service on a port of this machine that says what the test tells it to.
final class ScriptedProvider: Responder {
    struct Call: Sendable {
        let subject: String
        let app: String
        let signature: String
        let body: [UInt8]

        var json: JSONValue? { try? JSONValue(parsing: body) }
    }

    enum Answer: Sendable {
        case signed(String, status: Int = 200)
        /// Signed, but something about the signature is not as it should be.
        case forged(String, status: Int = 200, by: Signer)
        case unsigned(Int, String, location: String? = nil)
        case never
    }

    /// Signs as a stranger's code would, to check ours against it.
    struct Signer: Sendable {
        var secret = ScriptedProvider.secret
        var time = RemoteStage.now.seconds
        /// What is signed instead of the true status.
        var subject: String?
        var body: String?
        var copies = 1

        func header(_ subject: String, _ body: String) -> String {
            let text = "\(time).\(self.subject ?? subject).\(self.body ?? body)"
            let code = HMAC<SHA256>.authenticationCode(
                for: Array(text.utf8), using: SymmetricKey(data: Array(secret.utf8)))
            let hex = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            return "t=\(time),v1=\(hex)"
        }
    }

    static let secret = "a secret of the two of us"

    private let heard = NIOLockedValueBox<[Call]>([])
    private let arrivals = AsyncStream.makeStream(of: Void.self)
    private let held = NIOLockedValueBox<[AsyncStream<Void>.Continuation]>([])
    private let script = NIOLockedValueBox<@Sendable (Call) -> Answer>({ _ in .never })

    /// Waits for a number of calls; to be used once.
    func called(_ count: Int) async {
        var left = count
        for await _ in arrivals.stream {
            left -= 1
            if left == 0 { return }
        }
    }

    var calls: [Call] { heard.withLockedValue { $0 } }

    func answers(_ answer: @escaping @Sendable (Call) -> Answer) {
        script.withLockedValue { $0 = answer }
    }

    /// One after the other, the last one again and again.
    func answers(inOrder answers: [Answer]) {
        let left = NIOLockedValueBox(answers[...])
        self.answers { _ in
            left.withLockedValue { left in left.count > 1 ? left.removeFirst() : left.first! }
        }
    }

    /// Listens for as long as the body takes.
    func listening(_ body: @Sendable (_ url: String) async throws -> Void) async throws {
        let (ports, found) = AsyncStream.makeStream(
            of: Int.self, bufferingPolicy: .bufferingOldest(1))
        let listener = HTTPListener(
            host: "127.0.0.1", port: 0, responder: self,
            limits: ListenerLimits(connections: 100)
        ) { address in
            found.yield(address?.port ?? 0)
        }
        let group = ServiceGroup(services: [listener], logger: Self.silent)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let port = await ports.first { _ in true } ?? 0
            let result = await Self.result { try await body("http://127.0.0.1:\(port)/face") }
            release()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try result.get()
        }
    }

    private static let silent = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    private static func result(
        _ body: () async throws -> Void
    ) async -> Result<Void, any Error> {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }

    /// Lets calls go that are never answered.
    private func release() {
        for held in held.withLockedValue({ $0 }) { held.finish() }
    }

    func bodyLimit(for head: HTTPRequest) -> Int { 1 << 20 }

    func reply(to request: Request) -> Reply {
        .work { .response(await self.respond(to: request)) }
    }

    private func respond(to request: Request) async -> Response {
        let call = Call(
            subject: "\(request.method.rawValue) \(request.path)",
            app: request.headers[.app] ?? "", signature: request.headers[.signature] ?? "",
            body: request.bytes)
        heard.withLockedValue { $0.append(call) }
        arrivals.continuation.yield()
        switch script.withLockedValue({ $0 })(call) {
        case .signed(let text, let status): return answer(status, text, signer: Signer())
        case .forged(let text, let status, let signer):
            return answer(status, text, signer: signer)
        case .unsigned(let status, let text, let location):
            var response = answer(status, text, signer: nil)
            response.headers[.location] = location
            return response
        case .never:
            let (stream, end) = AsyncStream.makeStream(of: Void.self)
            held.withLockedValue { $0.append(end) }
            for await _ in stream {}
            return Response(status: .serviceUnavailable)
        }
    }

    private func answer(_ status: Int, _ text: String, signer: Signer?) -> Response {
        var response = Response(
            status: .init(code: status), body: ByteBuffer(string: text))
        for _ in 0..<(signer?.copies ?? 0) {
            response.headers.append(
                HTTPField(name: .signature, value: signer?.header("\(status)", text) ?? ""))
        }
        return response
    }
}

extension HTTPField.Name {
    static let app = HTTPField.Name("QR-App")!
    static let signature = HTTPField.Name("QR-Signature")!
}
